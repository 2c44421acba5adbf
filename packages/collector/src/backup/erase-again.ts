import { eraseFrom } from "../access/erase.js";
import { createPseudonymiser } from "../receive/pseudonym.js";
import { readIntake } from "../store/copy.js";
import { pagesOf } from "../store/pages.js";
import { hex, keyText, type RatingKey, type RatingRow, type Tombstone } from "../store/row.js";
import type { Stores } from "../store/stores.js";

/**
 * Erases from restored stores whatever has a tombstone: there, since a folder is copied file by file and a rating may
 * have been erased between two of them; or elsewhere, since the backup was made. Both must have grown from the same
 * place, since a tombstone can only be told by its project's key.
 * @param erased tombstones of elsewhere
 * @returns how many ratings were erased
 */
export async function eraseAgain(stores: Stores, erased: readonly Tombstone[]): Promise<number> {
  await stores.tombstones.add(erased);
  const marks = new Set((await stores.tombstones.all()).map(({ project, mark }) => `${project} ${hex(mark)}`));
  if (marks.size === 0) return 0;
  const { marksOf } = createPseudonymiser(stores.keys);
  const doomed = new Map<string, RatingKey>();
  const look = async (key: RatingKey) => {
    for (const mark of await marksOf(key.project, key.id))
      if (marks.has(`${key.project} ${hex(mark)}`)) doomed.set(keyText(key), key);
  };
  for (const { rating } of await readIntake(stores)) await look(rating);
  const { ratings } = stores;
  for await (const page of pagesOf<RatingRow>(ratings)) for (const key of page) await look(key);
  for (const { project, id } of doomed.values()) await eraseFrom({ project, id }, stores);
  for (const store of [stores.intake, ratings]) await store.truncateLog();
  return doomed.size;
}
