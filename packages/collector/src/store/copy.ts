import type { Intake } from "./intake.js";
import type { Keys } from "./keys.js";
import { kindIn } from "./kind.js";
import type { Ledger } from "./ledger.js";
import { obstaclesIn } from "./obstacles.js";
import { PAGE, type Paged, pagesOf } from "./pages.js";
import type { Published } from "./published.js";
import type { Ratings } from "./ratings.js";
import { hex, type IntakeRow, type LedgerRow, type RatingRow } from "./row.js";
import type { Stores } from "./stores.js";
import type { Tombstones } from "./tombstones.js";

/** Whatever everything that is kept can be read from: stores, or one moment of them. */
export interface Source {
  keys: Pick<Keys, "all">;
  intake: Pick<Intake, "page">;
  ratings: Pick<Ratings, "page">;
  tombstones: Pick<Tombstones, "all">;
  published: Pick<Published, "all">;
  ledger: Pick<Ledger, "page">;
}

/** How much was copied. */
export interface Copied {
  ratings: number;
  ledger: number;
  waiting: number;
}

/**
 * Copies everything that is kept into stores that are empty. Whoever calls it sees to it that nobody opens them before it
 * has ended, nor where it was interrupted.
 *
 * The intake is read first and written last: a row that the mix moves meanwhile is met in the intake, in the stores or in
 * both, and never in neither.
 * @throws where the target holds ratings of another place
 */
export async function copyAll(from: Source, to: Stores): Promise<Copied> {
  await copyKeys(from, to);
  await to.tombstones.add(await from.tombstones.all());
  for (const publication of await from.published.all()) await to.published.keep(publication);
  const waiting = await readIntake(from);
  const copied = { ledger: await copyLedger(from, to), ratings: await copyRatings(from, to), waiting: waiting.length };
  for (let at = 0; at < waiting.length; at += PAGE) await appendAll(to, waiting.slice(at, at + PAGE));
  return copied;
}

/** First: without the same keys the rest would be of no use. */
async function copyKeys(from: Source, to: Stores): Promise<void> {
  const keys = await from.keys.all();
  const [kind, other] = [kindIn(keys), kindIn(await to.keys.all())];
  if (kind && other && kind !== other)
    throw new Error("One of the two places is a demonstration's, and the other is not: name an empty one.");
  for (const key of keys) {
    await to.keys.adopt(key);
    const kept = await to.keys.secret(key.project, key.purpose, key.week);
    if (hex(kept) !== hex(key.secret))
      throw new Error(`The new place holds ratings of ${key.project} already: name an empty one.`);
  }
}

/** Everything that waits: never more than the mix has not come to yet. */
export async function readIntake({ intake }: Pick<Source, "intake">): Promise<IntakeRow[]> {
  const rows: IntakeRow[] = [];
  const byRating: Paged<IntakeRow> = { page: (after, limit) => intake.page(after?.rating, limit) };
  for await (const page of pagesOf(byRating)) rows.push(...page);
  return rows;
}

async function copyLedger({ ledger }: Source, to: Stores): Promise<number> {
  let count = 0;
  for await (const page of pagesOf<LedgerRow>(ledger)) {
    await to.ledger.add(page);
    count += page.length;
  }
  return count;
}

async function copyRatings({ ratings }: Source, to: Stores): Promise<number> {
  let count = 0;
  for await (const page of pagesOf<RatingRow>(ratings)) {
    await to.ratings.add(page);
    count += page.length;
  }
  return count;
}

async function appendAll(to: Stores, rows: readonly IntakeRow[]): Promise<void> {
  // A mix that was interrupted may have left a rating in the ratings whose task is not in the ledger yet.
  const moved = await to.ratings.find(rows.map(({ rating }) => rating));
  await to.ledger.add(rows.flatMap(({ ledger }, index) => (moved[index] && ledger ? [ledger] : [])));

  const met = await to.intake.append(rows, obstaclesIn(to));
  if (met.some((obstacle) => obstacle?.is === "late"))
    throw new Error("The new place has closed a week of ratings that still wait in the old one: name an empty one.");
}
