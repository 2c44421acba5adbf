/** `npm run test:soak -- accessibility` takes every case; every day takes some of those that say the same in other words. */
export const WHOLE = process.env["AFTERTASK_ACCESSIBILITY"] === "whole";

/** All of them, or each n-th. */
export function some<Case>(cases: readonly Case[], every: number): Case[] {
  return cases.filter((_, index) => WHOLE || index % every === 0);
}
