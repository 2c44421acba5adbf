import type { Report } from "@aftertask/schema/words";
import type { Project } from "../project.js";
import type { PublishedRow } from "../store/published.js";
import type { Gathered } from "./gather.js";
import { makeRoom } from "./make-room.js";
import { showAmong } from "./publish-week.js";
import { othersIn } from "./rows-to-keep.js";

/**
 * Makes the report of what was gathered.
 * @param touchpoint the only one that is asked for; it tells nothing of others
 * @param most rows of one report
 * @returns nothing where it would show more than that
 */
export function compose(
  { key, minimumGroup, publication }: Pick<Project, "key" | "minimumGroup" | "publication">,
  touchpoint: string | undefined,
  { openWeek, weeks }: Gathered,
  most: number,
): Report | undefined {
  const isWanted = ({ row }: PublishedRow) => touchpoint === undefined || row.touchpoint === touchpoint;
  const rows = weeks.flatMap((week) => showAmong(week.filter(isWanted), minimumGroup));
  const fitted = makeRoom(rows, most);
  if (!fitted) return undefined;
  const leftOut = fitted.leftOut + (touchpoint === undefined ? othersIn(weeks.flat()) : 0);
  return {
    version: 1,
    key,
    minimumGroup,
    publication,
    publishedAt: openWeek,
    rows: fitted.rows,
    ...(leftOut > 0 && { leftOut }),
  };
}
