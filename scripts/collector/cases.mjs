// @ts-check

/**
 * What happens in each case, in the fewest words, and on which databases it can.
 * @type {Map<string, { what: string, on: string[] }>}
 */
export const CASES = new Map(
  Object.entries({
    F1: both("killed under load"),
    F2: both("asked to end while requests are under way"),
    F3: sqlite("the log ends anywhere"),
    F4: both("syncs between write and answer"),
    F5: both("the disk is full"),
    F6: both("no writes are taken, or files or tables are taken away"),
    F7: sqlite("no descriptors left"),
    F8: sqlite("connections that say nothing"),
    F9: sqlite("headers byte by byte"),
    F10: sqlite("bodies that stop half-way, readers that do not read"),
    F11: postgres("PostgreSQL restarted at once, under load"),
    F12: postgres("PostgreSQL away for a minute"),
    F13: postgres("PostgreSQL killed, the synchronous standby takes over"),
    F14: postgres("the commit is not heard of"),
    F15: postgres("a table is locked for ten seconds"),
    F16: sqlite("a file is locked for ten seconds"),
    F18: sqlite("checkpoints forced every 10 ms"),
    F19: both("the clock jumps"),
    F20: both("one rating from fifty senders at once"),
    F21: both("killed in the middle of envelopes"),
    F24: both("the largest bodies, with 64 MiB of heap"),
    F25: both("heavy reports beside the load"),
    F26: sqlite("nobody takes the log, or nobody an error"),
    F29: both("200 a second, for many minutes"),
  }),
);

/** @param {string} what */
function both(what) {
  return { what, on: ["SQLite", "PostgreSQL"] };
}

/** @param {string} what */
function sqlite(what) {
  return { what, on: ["SQLite"] };
}

/** @param {string} what */
function postgres(what) {
  return { what, on: ["PostgreSQL"] };
}
