import { expect } from "vitest";
import type { Stores } from "../../src/store/stores.js";
import type { Place } from "../place.js";
import { run } from "../program.js";
import { bytes, intakeRows } from "../rows.js";
import { tries } from "../soak.js";

const HOOK = new URL("kill-at.mjs", import.meta.url).href;

/** What the first version of the stores held: the same members, and no others. */
export const ROWS = intakeRows(300);
export const WAITING = intakeRows(303).slice(300);
export const KEY = { project: "pk_intranet", purpose: "ledger", week: "", secret: bytes(7, 7) } as const;

async function expectAll({ keys, intake, ratings, ledger, inspect }: Stores): Promise<void> {
  expect(await keys.all()).toEqual([KEY]);
  expect(await intake.page(undefined, 1_000)).toEqual(WAITING);
  expect(await ratings.page(undefined, 1_000)).toEqual(ROWS.map(({ rating }) => rating));
  expect(await ledger.page(undefined, 1_000)).toEqual(ROWS.map((row) => row.ledger));
  expect(await inspect()).toEqual([]);
}

function migrate(place: Place, point: number) {
  const env = { NODE_OPTIONS: `--import=${HOOK}`, AFTERTASK_KILL_AT: String(point) };
  return run(["migrate", "--database", place.address], env);
}

/**
 * F22: a migration dies before or after one of its calls to the database. The next start ends it, and what was kept is
 * as it was.
 * @param old a place of the first version that holds `ROWS`, `WAITING` and `KEY`
 */
export async function migratesWhenKilled(old: () => Promise<Place>): Promise<void> {
  const whole = migrate(await old(), 0);
  expect([await whole.ended, whole.out()]).toEqual([0, "The database is at the newest version.\n"]);
  const calls = Number(/calls: (\d+)/.exec(whole.err())?.[1]);
  expect(calls).toBeGreaterThan(20);

  const points = tries(2, 30);
  for (const number of points) {
    const place = await old();
    const point = Math.ceil((calls * (number - 0.5)) / points.length);
    expect(await migrate(place, point).ended, `killed at call ${point} of ${calls}`).toBe("SIGKILL");
    const stores = await place.open();
    try {
      await expectAll(stores);
    } finally {
      await stores.close();
    }
  }
}
