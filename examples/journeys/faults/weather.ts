import { CAPTIVE_PORTAL, type Fault, type Weather } from "./proxy.js";

/** Faults, each with how often it strikes in a hundred requests. */
const STORM: readonly [share: number, fault: (random: () => number) => Fault][] = [
  [30, (random) => ({ kind: "status", status: 500 + Math.floor(random() * 5) })],
  [10, () => ({ kind: "reset-before" })],
  [3, () => ({ kind: "reset-mid" })],
  [10, () => ({ kind: "reset-after" })],
  [5, (random) => ({ kind: "status", status: 429, headers: { "retry-after": String(1 + Math.floor(random() * 3)) } })],
  // Longer than the client waits. Not for ever: of a page that is gone, not every browser gives a request up, and six take
  // all the connections that it has to a host.
  [5, () => ({ kind: "hang", ms: 15_000 })],
  [3, () => CAPTIVE_PORTAL],
  [2, () => ({ kind: "truncate" })],
  [3, (random) => ({ kind: "replay", ms: 200 + random() * 2_000 })],
];

/** Seven of ten requests end badly. */
export function stormy(random: () => number): Weather {
  return () => {
    let roll = random() * 100;
    for (const [share, fault] of STORM) {
      roll -= share;
      if (roll < 0) return fault(random);
    }
    return { kind: "pass" };
  };
}

/** Nothing gets through. */
export const AWAY: Weather = () => ({ kind: "reset-before" });

const BYTES_PER_SECOND = 50_000 / 8;
const ROUND_TRIP = 2_000;
const SEGMENT = 1_400;
const LOSS = 0.2;
/** Milliseconds after which a lost segment is sent again; twice as long each time. */
const RESEND = 3_000;

/** A telephone line of 50 kbit/s at the end of the world: two seconds there and back, and every fifth segment is lost. */
export function slowLine(random: () => number): Weather {
  const travel = (bytes: number) => {
    let ms = ROUND_TRIP / 2 + (bytes / BYTES_PER_SECOND) * 1_000;
    for (let sent = 0; sent < bytes; sent += SEGMENT) for (let wait = RESEND; random() < LOSS; wait *= 2) ms += wait;
    return ms;
  };
  // An answer names each rating, in about the same number of segments.
  return (body) => ({ kind: "slow", up: travel(body.length), down: travel(body.length) });
}
