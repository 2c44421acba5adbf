import { expect } from "vitest";
import type { Posted } from "./post.js";
import type { Program } from "./program.js";
import type { Story } from "./story.js";

/** Sent away with a time to come again. */
export function expectRefused(answer: Posted | undefined): void {
  expect([503, 507]).toContain(answer?.status);
  expect(Number(answer?.headers["retry-after"])).toBeGreaterThan(0);
}

/** Milliseconds until the collector takes ratings again, and says so. */
export async function untilServed(story: Story, program: Program): Promise<number> {
  const begun = performance.now();
  const options = { timeout: 60_000, interval: 50 };
  await expect.poll(async () => (await story.send(program, [story.next()]))?.status, options).toBe(200);
  await expect.poll(() => program.isReady(), options).toBe(true);
  return Math.round(performance.now() - begun);
}
