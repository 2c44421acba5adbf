import type { WaitingFlag } from "../outbox/ports.js";

const KEY = "aftertask:waiting";

/**
 * The one thing that the script tag's loader reads to decide whether the client is needed at all. Storage may be missing,
 * full or forbidden; then a later page delivers once it loads the client for a prompt.
 */
export const setWaiting: WaitingFlag = (waiting) => {
  try {
    if (waiting) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing depends on it.
  }
};
