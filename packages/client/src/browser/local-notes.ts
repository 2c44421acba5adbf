import type { Notes } from "../outbox/ports.js";

const PREFIX = "aftertask:";

/** Characters that may be kept: the host's own texts live there as well. */
const ROOM = 131_072;

/**
 * Notes in localStorage, and in the page where that is missing, full or forbidden. Other pages' notes are read once.
 * `aftertask:waiting` is the one that the script tag's loader reads to decide whether the client is needed at all.
 */
export function localNotes(): Notes {
  const notes = new Map<string, string>();
  const read = (prefix: string) => [...notes].flatMap(([name, text]) => (name.startsWith(prefix) ? text : []));
  try {
    for (const [name, text] of Object.entries<string>(localStorage))
      if (name.startsWith(PREFIX)) notes.set(name.slice(PREFIX.length), text);
  } catch {
    // Nothing there to read.
  }
  return {
    read,
    write(name, text) {
      if (text) notes.set(name, text);
      else notes.delete(name);
      try {
        if (!text) localStorage.removeItem(PREFIX + name);
        else if (read("").join("").length > ROOM) return false;
        else localStorage.setItem(PREFIX + name, text);
        return true;
      } catch {
        return false;
      }
    },
  };
}
