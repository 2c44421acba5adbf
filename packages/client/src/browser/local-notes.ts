import { attempt } from "../attempt.js";
import { NOTES_LENGTH } from "../browser-limits.js";
import type { Notes } from "../outbox/ports.js";

/**
 * Notes in localStorage, and in the page where that is missing, full or forbidden.
 * `aftertask:waiting` is the one that the script tag's loader reads to decide whether the client is needed at all.
 */
export function localNotes(): Notes {
  const inPage: Record<string, string> = {};
  const ours = (texts: Record<string, string>, prefix = "") =>
    Object.entries<string>(texts).filter(([name]) => name.startsWith(`aftertask:${prefix}`));
  return {
    read: (prefix) => ours({ ...attempt(() => ({ ...localStorage })), ...inPage }, prefix).map(([, text]) => text),
    write(name, text) {
      const key = `aftertask:${name}`;
      delete inPage[key];
      const kept = attempt(() => {
        if (!text) localStorage.removeItem(key);
        // What stands there stays until there is room for what is to replace it.
        else if (`${ours({ ...localStorage, [key]: text })}`.length > NOTES_LENGTH) return false;
        else localStorage.setItem(key, text);
        return true;
      });
      if (!kept && text) inPage[key] = text;
      return !!kept;
    },
  };
}
