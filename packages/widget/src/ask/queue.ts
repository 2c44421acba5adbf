/** Asks that may stand in line behind the one that has the screen; one more is not asked: the respondent is busy. */
export const QUEUE_LENGTH = 3;

/** Something that has the screen until it is over. */
export interface Turn {
  /** Called when somebody waits; true when the turn has nothing left to say and gave way. */
  giveWay(): boolean;
}

/** What the line needs to know of an `AbortSignal`. */
interface Withdrawal {
  readonly aborted: boolean;
}

/** One prompt at a time, in the order in which they were asked. */
export interface Queue {
  /** No more asks should enter. */
  readonly full: boolean;
  /** Settles when the turn comes, with a function that ends it; with `undefined` once the signal withdraws the ask. */
  enter(turn: Turn, signal?: Withdrawal): Promise<(() => void) | undefined>;
  /** The signal of a waiting ask was aborted: it leaves the line. */
  prune(): void;
}

interface Waiting {
  turn: Turn;
  signal: Withdrawal | undefined;
  settle: (leave: (() => void) | undefined) => void;
}

export function createQueue(): Queue {
  let current: Waiting | undefined;
  let waiting: Waiting[] = [];

  function advance(): void {
    const next = current ? undefined : waiting.shift();
    if (!next) return;
    current = next;
    next.settle(() => {
      if (current !== next) return;
      current = undefined;
      advance();
    });
  }

  function prune(): void {
    for (const { signal, settle } of waiting) if (signal?.aborted) settle(undefined);
    waiting = waiting.filter(({ signal }) => !signal?.aborted);
  }

  return {
    prune,
    get full() {
      prune();
      return waiting.length >= QUEUE_LENGTH;
    },
    enter: (turn, signal) =>
      new Promise((settle) => {
        if (signal?.aborted) return settle(undefined);
        waiting.push({ turn, signal, settle });
        current?.turn.giveWay();
        advance();
      }),
  };
}
