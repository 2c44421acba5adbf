import { randomInt } from "node:crypto";

/** A whole number below this is fine enough to shuffle by. */
const CHANCES = 2 ** 48 - 1;

/** Draws a number that nobody can foresee. */
export function chance(): number {
  return randomInt(CHANCES);
}
