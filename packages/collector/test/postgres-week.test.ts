import { expect, inject, onTestFinished, test, vi } from "vitest";
import { carefulClockByHand } from "../src/clock.js";
import { DAY } from "../src/day.js";
import { answersOf } from "./answers.js";
import { asAdministrator, freshDatabase } from "./postgres-place.js";
import { append, intakeRows, waitingRows } from "./rows.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

async function opened() {
  const place = await freshDatabase(server as { url: string }, { untouched: true });
  const stores = await place.open();
  onTestFinished(() => stores.close());
  const ask = async (sql: string) => asAdministrator(place.address, async (client) => (await client.query(sql)).rows);
  return { place, stores, ask };
}

const rows = (count: number, week: string, counted = week) =>
  intakeRows(count, { week, counted }).map(({ rating }) => rating);

/** How the rows of a week lie on the disk: whether in the order of their keys, and by how many transactions. */
const LAYOUT = `
  select tableoid::regclass::text as part, week, count(*)::integer as count, count(distinct xmin::text)::integer as writers,
    array_agg(id order by ctid) = array_agg(id order by id) as sorted
  from ratings.ratings group by tableoid, week order by week`;

test("ratings lie in the partition of their week, which is there before the week begins", async () => {
  const { stores, ask } = await opened();
  await stores.ratings.rewriteFor("2026-W53");
  await stores.ratings.add([...rows(1, "2026-W53"), ...rows(1, "2027-W01"), ...rows(1, "2026-W40", "2026-W53")]);
  expect(await ask("select tableoid::regclass::text as part, week from ratings.ratings order by week")).toEqual([
    { part: "ratings.ratings_of_other_weeks", week: "2026-W40" },
    { part: "ratings.ratings_2026_w53", week: "2026-W53" },
    { part: "ratings.ratings_2027_w01", week: "2027-W01" },
  ]);
});

test("a clock of the far future keeps no week from its partition", async () => {
  const { stores, ask } = await opened();
  await stores.ratings.rewriteFor("2026-W46");
  await stores.ratings.add(rows(5, "2026-W49", "2026-W46"));
  for (const week of ["2026-W47", "2026-W48"]) await stores.ratings.rewriteFor(week);
  expect(await ask("select distinct tableoid::regclass::text as part from ratings.ratings")).toEqual([
    { part: "ratings.ratings_2026_w49" },
  ]);
  expect(await stores.ratings.find(rows(6, "2026-W49"))).toEqual([
    ...rows(5, "2026-W49").map(({ digest }) => digest),
    null,
  ]);
});

test("ratings can be found at every moment, also while they are moved to the partition of their week", async () => {
  const { stores } = await opened();
  const known = rows(2_000, "2026-W47");
  for (let at = 0; at < known.length; at += 500) await stores.ratings.add(known.slice(at, at + 500));
  let isOver = false;
  const looking = [0, 1, 2].map(async () => {
    const lost = [];
    while (!isOver) lost.push(...(await stores.ratings.find(known.slice(0, 20))).filter((digest) => !digest));
    return lost;
  });
  await stores.ratings.rewriteFor("2026-W47");
  isOver = true;
  expect((await Promise.all(looking)).flat()).toEqual([]);
});

test("when a week closes, nothing tells any more which of its ratings came first", async () => {
  const { stores, ask } = await opened();
  await stores.ratings.rewriteFor("2026-W47");
  const [now, late] = [rows(60, "2026-W47"), rows(40, "2026-W30", "2026-W47")];
  for (let at = 0; at < 60; at += 20) {
    await stores.ratings.add(now.slice(at, at + 20).toReversed());
    await stores.ratings.add(late.slice(at, at + 20).toReversed());
  }
  const before = await ask(LAYOUT);
  expect(before.map(({ sorted }) => sorted as boolean)).toEqual([false, false]);
  await stores.ratings.rewriteFor("2026-W48");
  expect(await ask(LAYOUT)).toEqual([
    { part: "ratings.ratings_of_other_weeks", week: "2026-W30", count: 40, writers: 1, sorted: true },
    { part: "ratings.ratings_2026_w47", week: "2026-W47", count: 60, writers: 1, sorted: true },
  ]);
  expect(await answersOf(stores.ratings, "2026-W47")).toHaveLength(100);
});

test("a week is written anew again when ratings of it came late", async () => {
  const { stores, ask } = await opened();
  for (const week of ["2026-W47", "2026-W48"]) {
    await stores.ratings.rewriteFor(week);
    await stores.ratings.add(rows(week === "2026-W47" ? 10 : 30, "2026-W47", week).toReversed());
  }
  expect(await ask(LAYOUT)).toMatchObject([{ count: 30, writers: 2 }]);
  await stores.ratings.rewriteFor("2026-W49");
  expect(await ask(LAYOUT)).toMatchObject([{ count: 30, writers: 1, sorted: true }]);
});

test("the ledger tells after the week neither who came first nor who came together", async () => {
  const { stores, ask } = await opened();
  const tasks = intakeRows(60).flatMap(({ ledger }) => ledger ?? []);
  await stores.ledger.rewriteFor("2026-W47");
  for (let at = 40; at >= 0; at -= 20) await stores.ledger.add(tasks.slice(at, at + 20).toReversed());
  for (const week of ["2026-W48", "2026-W49"]) {
    await stores.ledger.rewriteFor(week);
    expect(
      await ask(`select count(*)::integer as count, count(distinct xmin::text)::integer as writers,
        array_agg(pseudonym order by ctid) = array_agg(pseudonym order by pseudonym) as sorted from ledger.ledger`),
    ).toEqual([{ count: 60, writers: 1, sorted: true }]);
  }
});

test("a short rest of the intake is written anew when its log is emptied, a long one is left to the next time", async () => {
  const { stores, ask } = await opened();
  const file = async () => (await ask("select pg_relation_filenode('intake.intake') as file"))[0] as object;
  for (const [count, isRewritten] of [
    [1_000, true],
    [1_001, false],
  ] as const) {
    await append(stores, intakeRows(1_001).slice(count === 1_001 ? 1_000 : 0, count));
    const before = await file();
    await stores.intake.truncateLog();
    expect([count, JSON.stringify(await file()) !== JSON.stringify(before)]).toEqual([count, isRewritten]);
    expect(await waitingRows(stores)).toHaveLength(count);
  }
});

test("whoever looks something up while tables are written anew finds it", async () => {
  const { place, stores } = await opened();
  const other = await place.open();
  onTestFinished(() => other.close());
  const ratings = rows(200, "2026-W47");
  const tasks = intakeRows(200).flatMap(({ ledger }) => ledger ?? []);
  await stores.ratings.rewriteFor("2026-W47");
  await stores.ledger.rewriteFor("2026-W47");
  await stores.ratings.add(ratings);
  await stores.ledger.add(tasks);
  let over = false;
  let looks = 0;
  const looking = Array.from({ length: 4 }, async () => {
    while (!over) {
      expect(await other.ledger.used(tasks)).not.toContain(false);
      expect(await other.ratings.find(ratings)).not.toContain(null);
      looks++;
    }
  });
  // There and back: every change of the week writes everything anew.
  for (let turn = 0; turn < 12; turn++) {
    const week = turn % 2 === 0 ? "2026-W48" : "2026-W47";
    await stores.ledger.rewriteFor(week);
    await stores.ratings.rewriteFor(week);
  }
  over = true;
  await Promise.all(looking);
  expect(looks).toBeGreaterThan(4);
});

test("two collectors that see a new week at the same time write it anew once", async () => {
  const { place, stores, ask } = await opened();
  const other = await place.open();
  onTestFinished(() => other.close());
  await stores.ratings.rewriteFor("2026-W47");
  await stores.ratings.add(rows(20, "2026-W47"));
  await Promise.all([stores, other, stores].map(({ ratings }) => ratings.rewriteFor("2026-W48")));
  await Promise.all([stores, other].map(({ ledger }) => ledger.rewriteFor("2026-W48")));
  expect(await ask(LAYOUT)).toMatchObject([{ count: 20, writers: 1 }]);
});

test("the time is the server's where this machine's clock is ahead of it", async () => {
  const { stores } = await opened();
  const truth = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: truth + 8 * DAY });
  onTestFinished(() => void vi.useRealTimers());
  expect(Math.abs((await carefulClockByHand(stores)()) - truth)).toBeLessThan(DAY);
});
