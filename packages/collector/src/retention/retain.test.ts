import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { projects, rating, start, TOKEN } from "../../test/start.js";
import { DAY } from "../day.js";

const WEEK = 7 * DAY;
const PEOPLE = ["ana", "ben", "chloe", "dev", "eva"];
const NOTHING = { ratings: 0, tasks: 0, tombstones: 0, published: 0, unknownProjects: 0 };

/** Five people's ratings of the clock's week. */
const five = (now: number) =>
  PEOPLE.map((person) => rating({ person, ratedAt: new Date(now).toISOString(), task: randomUUID() }));

const keeping = (retentionWeeks: number) => ({
  serve: { projects: projects({ retentionWeeks }), admin: { token: TOKEN } },
});

test("ratings go when their time is over, and reports go on showing what was published of them", async () => {
  const running = await start(keeping(8));
  const [one = rating(), ...others] = five(running.clock.now);
  await running.send([one, ...others]);
  running.clock.now += 8 * WEEK;
  expect(await running.collector.retain()).toEqual(NOTHING);
  running.clock.now += WEEK;
  // Nobody has read a report yet.
  expect(await running.collector.retain()).toEqual({ ...NOTHING, ratings: 5 });
  expect(await running.collector.retain()).toEqual(NOTHING);
  expect((await running.request(`/v1/ratings/${one.id}`)).status).toBe(404);
  expect((await running.report()).rows).toMatchObject([{ week: "2026-W47", shown: true, answered: 5 }]);
});

test("a task can be rated again after 90 days, and no earlier", async () => {
  const running = await start();
  const one = rating();
  await running.send([one]);
  const again = () => running.send([rating({ task: one.task, person: one.person })]);
  running.clock.now += 90 * DAY;
  await running.collector.retain();
  expect(await again()).toMatchObject([{ status: "refused" }]);
  running.clock.now += WEEK;
  expect(await running.collector.retain()).toEqual({ ...NOTHING, tasks: 1 });
  expect(await again()).toMatchObject([{ status: "stored" }]);
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  "a row of the ledger is gone a week after its 90 days, whatever its day (%i)",
  async (day) => {
    const running = await start();
    running.clock.now += day * DAY;
    await running.send([rating()]);
    running.clock.now += 97 * DAY;
    expect(await running.collector.retain()).toMatchObject({ tasks: 1 });
  },
);

test("a tombstone stays for as long as a client may send, and a fortnight longer", async () => {
  const running = await start();
  const one = rating({ task: undefined });
  await running.send([one]);
  await running.request(`/v1/ratings/${one.id}`, { method: "DELETE" });
  for (const days of [0, 1, 31, 45]) {
    running.clock.now = Date.UTC(2026, 10, 21, 9, 30) + days * DAY;
    expect((await running.collector.retain()).tombstones).toBe(0);
    expect(await running.send([one])).toMatchObject([{ status: "duplicate" }]);
  }
  running.clock.now += 2 * WEEK;
  expect((await running.collector.retain()).tombstones).toBe(1);
});

test("figures of groups go after five years, or with the last ratings where these stay longer", async () => {
  for (const [retentionWeeks, years] of [
    [8, 5],
    [520, 10],
  ] as const) {
    const running = await start(keeping(retentionWeeks));
    await running.send(five(running.clock.now));
    running.clock.now += WEEK;
    expect((await running.report()).rows).toHaveLength(1);
    running.clock.now += years * 52 * WEEK - 4 * WEEK;
    await running.collector.retain();
    expect((await running.report()).rows).toHaveLength(1);
    running.clock.now += 14 * WEEK;
    expect((await running.collector.retain()).published).toBe(1);
    expect((await running.report()).rows).toEqual([]);
    await running.stop();
  }
});

test("of a project that nobody configures any more nothing is destroyed, and that is told", async () => {
  const first = await start(keeping(8));
  const [one = rating()] = five(first.clock.now);
  await first.send([one]);
  await first.stop();
  const other = { projects: projects({ key: "pk_other", retentionWeeks: 8 }), admin: { token: TOKEN } };
  const second = await start({ serve: other }, first.place);
  second.clock.now += 20 * WEEK;
  expect(await second.collector.retain()).toEqual({ ...NOTHING, tasks: 1, unknownProjects: 1 });
  expect((await second.request(`/v1/ratings/${one.id}`)).status).toBe(200);
});
