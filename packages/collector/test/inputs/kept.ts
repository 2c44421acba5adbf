import { createMixer } from "../../src/mix/mix.js";
import { openStores } from "../../src/store/open.js";
import type { LedgerRow, RatingRow } from "../../src/store/row.js";
import type { Key } from "../../src/store/keys.js";

/** Everything that a place holds once all has been mixed. */
export interface Kept {
  ratings: RatingRow[];
  ledger: LedgerRow[];
}

/** Puts keys into a place before a collector makes its own: two places with the same keys hold the same bytes. */
export async function giveKeys(place: string, keys: readonly Key[]): Promise<void> {
  const stores = await openStores(place);
  for (const key of keys) await stores.keys.adopt(key);
  await stores.close();
}

/** Mixes a place that no collector uses any more, as one would do at this time, and reads it. */
export async function readKept(place: string, now: number): Promise<Kept> {
  const stores = await openStores(place);
  try {
    const mixer = createMixer({
      stores,
      publication: () => "weekly",
      now: async () => now,
      random: Math.random,
      pause: async () => {},
    });
    await mixer.run();
    const waiting = await stores.intake.waiting();
    if (waiting.length > 0) throw new Error(`After the mix something waits: ${JSON.stringify(waiting)}`);
    const faults = await stores.inspect();
    if (faults.length > 0) throw new Error(faults.join("\n"));
    return {
      ratings: await all((after: RatingRow | undefined) => stores.ratings.page(after, 1_000)),
      ledger: await all((after: LedgerRow | undefined) => stores.ledger.page(after, 1_000)),
    };
  } finally {
    await stores.close();
  }
}

async function all<Row>(page: (after: Row | undefined) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const next = await page(rows.at(-1));
    if (next.length === 0) return rows;
    rows.push(...next);
  }
}
