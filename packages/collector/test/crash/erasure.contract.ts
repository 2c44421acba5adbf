import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { DAY } from "../../src/day.js";
import { hex } from "../../src/store/row.js";
import type { Place } from "../place.js";
import { answersOf } from "../answers.js";
import { rating } from "../start.js";
import { CollectorProcess, Unserved } from "./process.js";

const WEEK = 7 * DAY;

/** Every step of an erasure, in their order. */
export const ERASING = [
  "before the tombstone",
  "after the tombstone",
  "before the ledger",
  "after the ledger",
  "before the rating is erased",
  "after the rating is erased",
  "before the removal",
  "after the removal",
  "after the loan",
  "before the log is emptied",
] as const;

/** Every step of a retention. */
export const RETAINING = [
  "before a week is published",
  "after a week is published",
  "before ratings are destroyed",
  "after ratings are destroyed",
  "after the ledger is thinned",
] as const;

const some = (count: number) => Array.from({ length: count }, () => rating({ person: randomUUID() }));

async function untilItDies(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (cause) {
    if (!(cause instanceof Unserved)) throw cause;
    return true;
  }
}

/** The collector dies while it erases; whoever erases again finds all of it gone, nothing else, and nothing comes back. */
export async function diesErasing(step: string, place: Place): Promise<void> {
  const dying = await CollectorProcess.start(place.address, step, "later");
  const [mixed, waiting] = [some(20), some(5)];
  await dying.send(mixed);
  expect(await dying.mix()).toBe(20);
  await dying.send(waiting);
  const erased = [...mixed.slice(0, 1), ...waiting.slice(0, 1)];
  // It dies at the first: at the steps of the ratings that is the one which lies there.
  const inTurn = step.includes("the rating") ? erased : erased.toReversed();
  dying.arm();
  const acknowledged: string[] = [];
  const died = await untilItDies(async () => {
    for (const { id } of inTurn) if (await dying.erase(id)) acknowledged.push(id);
  });
  expect([died, dying.hasEnded], "the step was reached").toEqual([true, true]);

  const next = await CollectorProcess.start(place.address);
  for (const id of acknowledged) expect(await next.kept(id), "acknowledged and kept").toBe(0);
  expect(await next.send(erased)).toMatchObject(erased.map(({ id }) => ({ id, status: "duplicate" })));
  for (const { id } of erased) expect(await next.erase(id)).toBe(true);

  next.time += WEEK;
  await next.mix();
  expect(await next.send(erased)).toMatchObject(erased.map(({ id }) => ({ id, status: "duplicate" })));
  const twins = erased.map(({ task = "", person = "" }) => rating({ task, person }));
  expect(await next.send(twins)).toMatchObject(twins.map(() => ({ status: "refused" })));
  for (const { id } of erased) expect(await next.kept(id)).toBe(0);
  await next.stop();

  const stores = await place.open();
  const raters = (await answersOf(stores.ratings, "2026-W47")).map(({ rater }) => rater && hex(rater));
  expect(await stores.intake.waiting(), "left behind").toEqual([]);
  expect(await stores.tombstones.all()).toHaveLength(erased.length);
  await stores.close();
  expect(raters, "counted").toHaveLength(23);
  expect(new Set(raters).size, "counted once").toBe(23);
}

/** The collector dies while it destroys what is old enough; the next one ends it, and the report stays as it was. */
export async function diesRetaining(step: string, place: Place): Promise<void> {
  const dying = await CollectorProcess.start(place.address, step, "later");
  const old = some(20);
  await dying.send(old);
  dying.time += 53 * WEEK;
  await dying.mix();
  const young = some(1);
  await dying.send(young);
  dying.time += WEEK;
  dying.arm();
  expect(await untilItDies(() => dying.retain()), "the step was reached").toBe(true);

  const next = await CollectorProcess.start(place.address);
  next.time = dying.time;
  await next.retain();
  expect(await next.retain()).toEqual({ ratings: 0, tasks: 0, tombstones: 0, published: 0, unknownProjects: 0 });
  for (const { id } of old.slice(0, 3)) expect(await next.kept(id)).toBe(0);
  for (const { id } of young) expect(await next.kept(id)).toBe(1);
  const { rows } = await next.report();
  expect(rows).toMatchObject([
    { week: "2026-W47", answered: 20 },
    { week: "2027-W47", shown: false },
  ]);
  await next.stop();
}
