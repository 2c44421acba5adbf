import { attempt } from "../attempt.js";
import type { Notes } from "../outbox/ports.js";

const PREFIX = "aftertask:";

/** Characters that may be kept: the host's own texts live there as well. */
const ROOM = 131_072;

/**
 * Notes in localStorage, and in the page where that is missing, full or forbidden.
 * `aftertask:waiting` is the one that the script tag's loader reads to decide whether the client is needed at all.
 */
export function localNotes(): Notes {
  const inPage: Record<string, string> = {};
  const read = (prefix: string) =>
    Object.entries({ ...attempt(() => localStorage), ...inPage }).flatMap(([name, text]) =>
      name.startsWith(PREFIX + prefix) ? text : [],
    );
  return {
    read,
    write(name, text) {
      const key = PREFIX + name;
      delete inPage[key];
      const fits = !text || read("").join("").length < ROOM;
      try {
        if (text && fits) localStorage.setItem(key, text);
        else localStorage.removeItem(key);
        if (fits) return true;
      } catch {
        // Full, or forbidden.
      }
      if (text) inPage[key] = text;
      return false;
    },
  };
}
