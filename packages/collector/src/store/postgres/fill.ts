import { isMark } from "../kind.js";
import type { Stores } from "../stores.js";
import { DatabaseUnusableError } from "../unusable.js";
import { openPostgres } from "./open.js";
import { allOrNothing } from "./whole.js";

/** Fills a database that holds no ratings, by one transaction. */
export async function fillDatabase<Result>(
  address: string,
  flag: string,
  work: (stores: Stores) => Promise<Result>,
): Promise<Result> {
  await (await openPostgres(address)).close();
  return allOrNothing(address, async (stores) => {
    if (!(await isEmpty(stores)))
      throw new DatabaseUnusableError(
        `The database holds ratings already: name an empty one with ${flag}, or drop its schemas intake, ratings and ledger.`,
      );
    return work(stores);
  });
}

/** Whatever is kept, keys come before it. That a collector has been there says the kind mark alone. */
async function isEmpty({ keys, intake, ratings, ledger }: Stores): Promise<boolean> {
  const secrets = (await keys.all()).filter((key) => !isMark(key));
  const found = [secrets, await intake.page(undefined, 1), await ratings.page(undefined, 1)];
  return [...found, await ledger.page(undefined, 1)].every((rows) => rows.length === 0);
}
