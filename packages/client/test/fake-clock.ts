import type { Ports } from "../src/outbox/ports.js";
import { NOON } from "./entries.js";

export interface FakeClock extends Pick<Ports, "wall" | "ticks" | "after"> {
  /** Lets so many milliseconds pass, and everything happen that is due in them. */
  pass(ms: number): Promise<void>;
  /** Moves the clock on the wall, and nothing else. */
  moveWall(ms: number): void;
  /** How many timers are set. */
  readonly timers: number;
}

export function fakeClock(): FakeClock {
  let ticks = 0;
  let offset = NOON;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    wall: () => ticks + offset,
    ticks: () => ticks,
    after(ms, run) {
      const timer = { at: ticks + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async pass(ms) {
      const end = ticks + ms;
      await settled();
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end);
        due.sort((a, b) => a.at - b.at);
        const [next] = due;
        if (!next) break;
        ticks = Math.max(ticks, next.at);
        timers.delete(next);
        next.run();
        await settled();
      }
      ticks = end;
    },
    moveWall(ms) {
      offset += ms;
    },
    get timers() {
      return timers.size;
    },
  };
}

/** Lets every promise settle that needs no timer. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}
