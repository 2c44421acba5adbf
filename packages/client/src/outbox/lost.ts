import { parse, toJson } from "../http/json.js";
import type { Notes } from "./ports.js";

/** Ratings that were given up since the last delivery, by reason. They outlive the page, and are told with the next one. */
export interface Lost {
  count(): Readonly<Record<string, number>>;
  /** So many more; fewer, once they have been told. */
  add(reason: string, number: number): void;
}

/** @param key of the project */
export function lostRatings(notes: Notes, key: string): Lost {
  // Ends in a colon, which no key has then: no other begins like it.
  const name = `lost:${encodeURIComponent(key)}:`;
  // Not all that may stand there is a count with a name: the endpoint would refuse the whole envelope for it.
  const isCount = (entry: [string, unknown]): entry is [string, number] =>
    /^[a-z-]{1,80}$/.test(entry[0]) && Number.isSafeInteger(entry[1]) && (entry[1] as number) > 0;
  const count = () => Object.fromEntries(Object.entries(parse(`${notes.read(name)}`)).filter(isCount));
  return {
    count,
    add(reason, number) {
      const counts = count();
      counts[reason] = (counts[reason] || 0) + number;
      const left = Object.entries(counts).filter(isCount);
      notes.write(name, left[0] && toJson(Object.fromEntries(left)));
    },
  };
}
