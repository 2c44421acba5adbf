import type { Fault, Weather } from "../journeys/faults/proxy.js";
import { CAPTIVE_PORTAL } from "../journeys/faults/proxy.js";

/** How long nobody answers before the connection is reset, as a gateway would do at last. */
export const HANG_MS = 15_000;

export const DOWN: Weather = () => ({ kind: "reset-before" });

/** A third of all requests passes; the others suffer what networks and servers do. */
const STORM: readonly [share: number, fault: (random: () => number) => Fault][] = [
  [0.3, (random) => ({ kind: "status", status: [500, 502, 503, 504][Math.floor(random() * 4)] ?? 500 })],
  [0.1, () => ({ kind: "reset-before" })],
  [0.1, () => ({ kind: "reset-after" })],
  [
    0.05,
    (random) => ({ kind: "status", status: 429, headers: { "retry-after": String(1 + Math.floor(random() * 3)) } }),
  ],
  [0.05, () => ({ kind: "hang" })],
  [0.03, () => CAPTIVE_PORTAL],
  [0.02, () => ({ kind: "truncate" })],
];

/** The nth request of every client meets the same fault, for the same random numbers. */
export function storm(random: () => number): Weather {
  return () => {
    const [drawn, within] = [random(), random()];
    let reached = 0;
    for (const [share, fault] of STORM) {
      reached += share;
      if (drawn < reached) return fault(() => within);
    }
    return { kind: "pass" };
  };
}
