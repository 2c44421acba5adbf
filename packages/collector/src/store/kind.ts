import type { Key, Keys } from "./keys.js";

/** Whose a place is. What was tapped to try things out and what people have said are never in the same one. */
export type Kind = "demonstration" | "configured";

/**
 * Stands among the keys, so that it goes wherever these go: into a backup, out of it, along with a move. No project can have
 * the name.
 */
function markOf(kind: Kind): Key {
  return { project: "", purpose: "kind", week: "", secret: new TextEncoder().encode(kind) };
}

/** What the keys of a place say. A place that was filled before there was a mark is a configured one; an empty one is nobody's. */
export function kindIn(keys: readonly Key[]): Kind | undefined {
  const mark = keys.find(isMark);
  if (!mark) return keys.length > 0 ? "configured" : undefined;
  return new TextDecoder().decode(mark.secret) === "demonstration" ? "demonstration" : "configured";
}

export function isMark({ purpose }: Pick<Key, "purpose">): boolean {
  return purpose === "kind";
}

/** Takes a place that is nobody's, and tells whose it is: of two that come at the same time, the first one's. */
export async function claim(keys: Keys, kind: Kind): Promise<Kind | undefined> {
  const found = await keys.all();
  if (found.some(isMark) || (kindIn(found) ?? kind) !== kind) return kindIn(found);
  await keys.adopt(markOf(kind));
  return kindIn(await keys.all());
}
