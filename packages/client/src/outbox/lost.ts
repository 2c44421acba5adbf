import { parse } from "../http/answer.js";
import { toJson } from "../http/envelope.js";
import type { Notes } from "./ports.js";

/** Ratings that were given up since the last delivery, by reason. They outlive the page, and are told with the next one. */
export interface Lost {
  count(): Record<string, number>;
  add(reason: string): void;
  clear(): void;
}

/** @param key of the project */
export function lostRatings(notes: Notes, key: string): Lost {
  // Ends in a colon, so that no other key begins like it.
  const name = `lost:${key}:`;
  const count = () => parse(`${notes.read(name)}`) as Record<string, number>;
  return {
    count,
    add(reason) {
      const counts = count();
      notes.write(name, toJson({ ...counts, [reason]: (counts[reason] ?? 0) + 1 }));
    },
    clear: () => void notes.write(name),
  };
}
