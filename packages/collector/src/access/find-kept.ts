import type { Pseudonymiser } from "../receive/pseudonym.js";
import { type IdNames, keyText, type RatingRow } from "../store/row.js";
import type { Stores } from "../store/stores.js";

export interface FindPorts {
  stores: Pick<Stores, "intake" | "ratings" | "keys">;
  pseudonymiser: Pick<Pseudonymiser, "names">;
}

/** A rating that is kept, with the names that its id has there. */
export interface Kept {
  names: IdNames;
  rating: RatingRow;
}

/**
 * Everything that is kept under an id, whatever its project and week. An id that was never known costs as much as one
 * that was erased.
 * @param id a UUID in lower case
 */
export async function findKept(id: string, { stores, pseudonymiser }: FindPorts): Promise<Kept[]> {
  const keys = (await stores.keys.all()).filter(({ purpose }) => purpose === "digest");
  const names = await Promise.all(keys.map(({ project }) => pseudonymiser.names(project, id)));
  // In this order: the mix copies before it removes, so a rating on its way is met in one of the two or in both.
  const rows = [
    ...(await stores.intake.holding(names)).map(({ rating }) => rating),
    ...(await stores.ratings.holding(names)),
  ];
  const kept = new Map(rows.map((rating) => [keyText(rating), rating]));
  return [...kept.values()].flatMap((rating) =>
    names.filter(({ project }) => project === rating.project).map((own) => ({ names: own, rating })),
  );
}
