import { isoWeekOf } from "@aftertask/schema/words";
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { DAY } from "../../src/day.js";
import { openStores } from "../../src/store/open.js";
import type { RatingRow } from "../../src/store/row.js";
import { DATABASES, type Found } from "./fault-place.js";
import { quantile } from "./quantile.js";
import { sized } from "./size.js";
import { Story } from "./story.js";

const AT_ONCE = 1_000;
const TOUCHPOINT = "hr.benefits-paperwork";

describe.each(DATABASES)("%s", (_, fresh) => {
  test("F25: a report on many ratings is read while others come in, and every one of these is answered", async () => {
    const place = await fresh();
    const rows = sized(5_000, 100_000, 1_000_000);
    await fill(place.address, rows);
    const story = new Story({ ...place, read: async () => own(await place.read()) }, 25);
    const program = await story.begin();
    const alone: number[] = [];
    const beside: number[] = [];
    const heard =
      (times: number[]) =>
      ({ status }: { status: number }, milliseconds: number) => {
        expect(status).toBe(200);
        times.push(milliseconds);
      };
    await story.load(program, { perSecond: 200, envelopes: sized(100, 2_000, 6_000), hear: heard(alone) }).over;
    let over = false;
    let reports = 0;
    const reading = (async () => {
      while (!over) {
        for (const path of ["/v1/report?key=pk_heavy", "/v1/report.csv?key=pk_heavy"]) {
          const answer = await program.get(path);
          expect(answer.status).toBe(200);
          expect(await answer.text()).toContain(TOUCHPOINT);
          reports++;
        }
      }
    })();
    await story.load(program, { perSecond: 200, envelopes: sized(100, 2_000, 6_000), hear: heard(beside) }).over;
    over = true;
    await reading;
    await program.stop();
    await story.settle(1, {
      rows,
      reports,
      "p99 alone, ms": quantile(alone, 0.99),
      "p99 beside, ms": quantile(beside, 0.99),
    });
  });
});

/** Ratings of another project, over ten weeks that have closed. */
async function fill(address: string, count: number): Promise<void> {
  const stores = await openStores(address);
  for (let at = 0; at < count; at += AT_ONCE) {
    const week = isoWeekOf(Date.now() - (7 + 7 * ((at / AT_ONCE) % 10)) * DAY);
    await stores.ratings.add(Array.from({ length: Math.min(AT_ONCE, count - at) }, () => row(week)));
  }
  await stores.close();
}

function row(week: string): RatingRow {
  const [id, rater, digest] = [0, 0, 0].map(() => new Uint8Array(randomBytes(16)));
  return {
    project: "pk_heavy",
    week,
    counted: week,
    touchpoint: TOUCHPOINT,
    instrument: "outcome5",
    score: 4,
    channel: "prompt",
    audience: "employee",
    provider: null,
    minimumGroup: 5,
    details: "{}",
    id: id as Uint8Array,
    rater: rater as Uint8Array,
    digest: digest as Uint8Array,
  };
}

/** Without what this file has put there itself. */
function own(found: Found): Found {
  return { ...found, kept: found.kept.filter(({ touchpoint }) => touchpoint !== TOUCHPOINT) };
}
