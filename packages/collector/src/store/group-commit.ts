/** Gathers what arrives together, so that one transaction, and one wait for the disk, serves all of it. */
export interface GroupCommit<Row, Verdict> {
  /** Settles with one verdict per row, in order, once they are on disk. Rejects when the commit failed. */
  add(rows: readonly Row[]): Promise<Verdict[]>;
  /** Rows that wait for their transaction. */
  readonly waiting: number;
  /** Settles when nothing waits any more. */
  idle(): Promise<void>;
}

export interface GroupCommitOptions<Row, Verdict> {
  /** Commits rows in one transaction and judges each. */
  commit: (rows: readonly Row[]) => Promise<readonly Verdict[]>;
  /** Calls back when what arrives together has had the time to: a few turns of the event loop. */
  whenGathered: (callback: () => void) => void;
  /** Commits that may be under way at the same time. Default: 1. */
  atOnce?: number;
  /** Rows in one transaction; the rest waits for the next one, so that requests are not kept waiting. Default: 256. */
  largest?: number;
  /** Milliseconds of a clock that never jumps. Default: the process's own. */
  ticks?: () => number;
}

/** Milliseconds. A commit that fails after longer than this has waited for a database, and so would the next one. */
const PATIENCE = 1_000;

interface Entry<Row, Verdict> {
  rows: readonly Row[];
  resolve: (verdicts: Verdict[]) => void;
  reject: (cause: unknown) => void;
}

/** Rows that must wait before a commit begins beside another: a small one costs hardly less than a large one. */
const WORTH_ANOTHER = 24;

export function createGroupCommit<Row, Verdict>(options: GroupCommitOptions<Row, Verdict>): GroupCommit<Row, Verdict> {
  const { commit, whenGathered, largest = 256, atOnce = 1, ticks = () => performance.now() } = options;
  let queue: Entry<Row, Verdict>[] = [];
  let queued = 0;
  let waiting = 0;
  let underWay = 0;
  let awake = false;
  let whenIdle: (() => void)[] = [];

  function wake(): void {
    if (awake || queue.length === 0 || underWay >= atOnce || (underWay > 0 && queued < WORTH_ANOTHER)) return;
    awake = true;
    whenGathered(() => void commitGroup());
  }

  async function commitGroup(): Promise<void> {
    awake = false;
    const group = nextGroup();
    // All who waited for this moment may have been sent away.
    if (group.length === 0) return;
    const rows = group.flatMap((entry) => entry.rows);
    const begun = ticks();
    queued -= rows.length;
    underWay++;
    wake();
    try {
      const verdicts = await commit(rows);
      let start = 0;
      for (const entry of group) entry.resolve(verdicts.slice(start, (start += entry.rows.length)));
    } catch (cause) {
      for (const entry of group) entry.reject(cause);
      // Nobody who came meanwhile is kept waiting for as long again.
      if (ticks() - begun > PATIENCE) sendAway(cause);
    }
    waiting -= rows.length;
    underWay--;
    wake();
    if (waiting === 0) for (const settle of whenIdle.splice(0)) settle();
  }

  function sendAway(cause: unknown): void {
    for (const { rows, reject } of queue.splice(0)) {
      waiting -= rows.length;
      queued -= rows.length;
      reject(cause);
    }
  }

  /** Whole envelopes up to the largest number of rows; always at least one envelope. */
  function nextGroup(): Entry<Row, Verdict>[] {
    let size = 0;
    const end = queue.findIndex((entry, index) => (size += entry.rows.length) > largest && index > 0);
    const group = end === -1 ? queue : queue.slice(0, end);
    queue = end === -1 ? [] : queue.slice(end);
    return group;
  }

  return {
    add(rows) {
      if (rows.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        queue.push({ rows, resolve, reject });
        waiting += rows.length;
        queued += rows.length;
        wake();
      });
    },
    get waiting() {
      return waiting;
    },
    idle: () => (waiting === 0 ? Promise.resolve() : new Promise((settle) => whenIdle.push(settle))),
  };
}
