import { isoWeekOf } from "@aftertask/schema/words";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import type { Place } from "../../test/place.js";
import { append, intakeRow, intakeRows } from "../../test/rows.js";
import { freshFolder } from "../../test/sqlite-place.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { runCommand } from "./run.js";

const WEEK = "2026-W40";

let place: Place;
let config: string;

beforeEach(async () => {
  place = await freshPlace();
  config = join(temporaryFolder(), "aftertask.json");
  const project = { key: "pk_intranet", origins: ["https://intranet.example"], touchpoints: "open" };
  writeFileSync(config, JSON.stringify({ projects: [project, { ...project, key: "pk_other" }] }));
});

async function publish(week: string, at = place) {
  const lines: string[] = [];
  const args = ["publish", "--week", week, "--database", at.address, "--config", config];
  return { code: await runCommand(args, {}, (line) => lines.push(line)), lines };
}

test("a closed week is mixed to its end and published, twice as well as once", async () => {
  const stores = await place.open();
  // Seven people of one touchpoint, two of another: too few for a batch while the week was open.
  await append(stores, intakeRows(7, { week: WEEK, counted: WEEK }));
  const few = { week: WEEK, counted: WEEK, touchpoint: "it.access-request" };
  await append(stores, [intakeRow(10, few), intakeRow(11, few)]);
  await append(stores, [intakeRow(20, { counted: isoWeekOf(Date.now()) })]);
  await stores.close();

  const published = [
    `pk_intranet, ${WEEK}: 1 rows are shown, 1 are withheld because their group is small.`,
    `pk_other, ${WEEK}: 0 rows are shown, 0 are withheld because their group is small.`,
  ];
  expect(await publish(WEEK)).toEqual({ code: 0, lines: ["Moved 9 ratings that waited.", ...published] });
  expect(await publish(WEEK)).toEqual({ code: 0, lines: published });
  const again = await place.open();
  expect(await again.intake.waiting()).toMatchObject([{ count: 1 }]);
  expect(await again.published.all()).toMatchObject([{ project: "pk_intranet", week: WEEK }]);
  await again.close();
});

test("the open week is refused, and what waits stays", async () => {
  const openWeek = isoWeekOf(Date.now());
  const stores = await place.open();
  await append(stores, intakeRows(30, { counted: openWeek }));
  await stores.close();
  await expect(publish(openWeek)).rejects.toThrow(/closed week: \d{4}-W\d\d ends on \d{4}-.*and may change until then/);
  const again = await place.open();
  expect(await again.intake.waiting()).toMatchObject([{ count: 30 }]);
  await again.close();
});

test.each(["2026", "2026-W60", "2025-W53", ""])("%j is no week", async (week) => {
  await expect(publish(week)).rejects.toThrow(/--week must name an ISO week/);
});

test("a folder that is being served is left to whoever serves it", async () => {
  const folder = await freshFolder();
  const stores = await folder.open();
  await expect(publish(WEEK, folder)).rejects.toThrow(/publishes closed weeks by itself/);
  await stores.close();
});
