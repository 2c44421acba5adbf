import { expect, test } from "vitest";
import { envelope, rating } from "../../start.js";
import { playAll } from "../cases.js";
import type { Pair } from "../pair.js";

/** Times that are right by their form. Whatever they say, the rating is kept and counted in the week of its arrival. */
const TIMES = [
  // The collector's own clock says 2026-11-18T09:30Z.
  "2026-11-18T09:30:00Z",
  "2026-11-18T09:31:01Z",
  "2026-11-18T09:30:00.123Z",
  `2026-11-18T09:30:00.${"9".repeat(2_000)}Z`,
  "2026-10-18T09:30:00Z",
  "2026-11-15T23:59:59.999Z",
  "2026-11-16T00:00:00Z",
  "2026-11-22T23:59:59Z",
  "2026-11-23T00:00:00Z",
  "2027-11-18T09:30:00Z",
  "2126-11-18T09:30:00Z",
  "2020-12-31T23:59:59Z",
  "2021-01-03T23:59:59Z",
  "2024-02-29T12:00:00Z",
  "2000-02-29T12:00:00Z",
  "1999-12-31T23:59:59Z",
  "1970-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "1582-10-10T00:00:00Z",
  "0999-06-01T00:00:00Z",
  "0099-06-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "0000-01-03T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
];

/** No times, or not in UTC. */
const NO_TIMES = [
  "2026-11-18",
  "2026-11-18 09:30:00Z",
  "2026-11-18T09:30Z",
  "2026-11-18T09:30:00",
  "2026-11-18T09:30:00+00:00",
  "2026-11-18T09:30:00-05:00",
  "2026-11-18t09:30:00z",
  "2026-11-18T24:00:00Z",
  "2026-11-18T23:59:60Z",
  "2026-11-31T00:00:00Z",
  "2026-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-01T00:00:00Z",
  "2026-11-00T00:00:00Z",
  "10000-01-01T00:00:00Z",
  "+010000-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "2026-W47-3T09:30:00Z",
  "2026-11-18T09:30:00,5Z",
  "2026-11-18T09:30:00.Z",
  "1763458200000",
  "now",
  " 2026-11-18T09:30:00Z",
  "２０２６-11-18T09:30:00Z",
];

/** B19: what senders say of the time. What has become of the weeks is looked at when all is over. */
export function clocks(pair: Pair): void {
  test("B19: a rating is kept whatever its clock says, and invalid where that is no time in UTC", async () => {
    const cases = [...TIMES, ...NO_TIMES].map((ratedAt) => [ratedAt.slice(0, 40), ratedAt] as const);
    await playAll("B19", cases, async (ratedAt) => {
      const [result] = await pair.send([rating({ ratedAt })]);
      expect(result).toMatchObject(
        TIMES.includes(ratedAt)
          ? { status: "stored" }
          : { status: "invalid", problem: { field: "ratings[0].ratedAt" } },
      );
    });
  });

  test("B19: the time of sending changes nothing, but must be one", async () => {
    const cases = [...TIMES, ...NO_TIMES].map((sentAt) => [sentAt.slice(0, 40), sentAt] as const);
    await playAll("B19", cases, async (sentAt) => {
      const answer = await pair.ask({ body: envelope([rating()], { sentAt }) });
      expect(answer.status).toBe(TIMES.includes(sentAt) ? 200 : 400);
    });
  });
}
