import { existsSync, readdirSync } from "node:fs";
import { expect } from "vitest";
import type { Stores } from "../../src/store/stores.js";
import type { Place } from "../place.js";
import { run } from "../program.js";
import { append, bytes, intakeRows, waitingRows } from "../rows.js";
import { tries } from "../soak.js";

const HOOK = new URL("kill-at.mjs", import.meta.url).href;

/** Several pages of the copier, and some that wait. */
const MIXED = 2_200;
const ROWS = intakeRows(MIXED + 3);

const TOMBSTONE = { project: "pk_intranet", mark: bytes(1, 7), week: "2026-W46" };

async function fill(place: Place): Promise<void> {
  const stores = await place.open();
  await stores.keys.secret("pk_intranet", "ledger");
  await stores.ratings.add(ROWS.slice(0, MIXED).map(({ rating }) => rating));
  await stores.ledger.add(ROWS.slice(0, MIXED).flatMap(({ ledger }) => ledger ?? []));
  await stores.tombstones.add([TOMBSTONE]);
  await append(stores, ROWS.slice(MIXED));
  await stores.close();
}

async function held({ keys, ratings, ledger, tombstones, ...stores }: Stores): Promise<number[]> {
  return [
    (await keys.all()).length,
    (await ratings.page(undefined, 5_000)).length,
    (await ledger.page(undefined, 5_000)).length,
    (await tombstones.all()).length,
    (await waitingRows(stores)).length,
  ];
}

const NOTHING = [0, 0, 0, 0, 0];
const ALL = [1, MIXED, MIXED, 1, 3];

/** What a collector would find that is started on the place; nothing where it would not start. */
async function found(place: Place): Promise<number[]> {
  // Whoever looks would make what is missing.
  if (existsSync(place.address) && readdirSync(place.address).length === 0) return NOTHING;
  try {
    const stores = await place.open();
    return await held(stores).finally(() => stores.close());
  } catch (cause) {
    expect(String(cause)).toMatch(/interrupted.*give the same command again/);
    return NOTHING;
  }
}

/**
 * F22: a move dies before or after one of its calls to a database. Nobody sees half of it, and the same again ends it.
 * @param fresh an empty place
 */
export async function movesWhenKilled(from: Place, fresh: () => Promise<Place>): Promise<void> {
  await fill(from);
  const move = (to: Place, point: number) => {
    const env = { NODE_OPTIONS: `--import=${HOOK}`, AFTERTASK_KILL_AT: String(point) };
    return run(["move", "--database", from.address, "--to", to.address], env);
  };
  const first = await fresh();
  const whole = move(first, 0);
  expect([await whole.ended, whole.out()]).toEqual([0, expect.stringContaining(`Copied ${MIXED} ratings`)]);
  expect(await found(first)).toEqual(ALL);
  const calls = Number(/calls: (\d+)/.exec(whole.err())?.[1]);
  expect(calls).toBeGreaterThan(20);

  const points = tries(2, 40);
  for (const number of points) {
    const to = await fresh();
    // The first half of them opens the two places.
    const point = Math.ceil((calls * (1 + (number - 0.5) / points.length)) / 2);
    expect(await move(to, point).ended, `killed at call ${point} of ${calls}`).toBe("SIGKILL");
    const left = await found(to);
    // It may have died when all was done, before it could say so.
    expect([NOTHING, ALL], `killed at call ${point} of ${calls}`).toContainEqual(left);
    expect(await move(to, 0).ended).toBe(left[0] === 0 ? 0 : 1);
    expect(await found(to)).toEqual(ALL);
  }
}
