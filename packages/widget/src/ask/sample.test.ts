import { expect, it } from "vitest";
import { fingerprint, positionOf } from "./sample.js";

const tasks = Array.from({ length: 10_000 }, (_, index) => `hr.benefits-paperwork\nBEN-${index}\n1`);

it("puts the same task at the same place", () => {
  expect(positionOf("BEN-1042")).toBe(positionOf("BEN-1042"));
});

it("spreads tasks evenly, however much their ids look alike", () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const task of tasks) {
    const tenth = Math.floor(positionOf(task) * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  // Chi-square with 9 degrees of freedom: 27.9 is its 99.9th percentile.
  const chiSquare = tenths.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
  expect(chiSquare).toBeLessThan(27.9);
});

it("takes the share of tasks that was asked for", () => {
  const share = tasks.filter((task) => positionOf(task) < 0.2).length / tasks.length;
  expect(share).toBeGreaterThan(0.18);
  expect(share).toBeLessThan(0.22);
});

it("gives ten thousand tasks ten thousand fingerprints", () => {
  expect(new Set(tasks.map(fingerprint)).size).toBe(tasks.length);
});

it("spreads one task's rounds and touchpoints as evenly as tasks: what is asked of one says nothing of the next", () => {
  const inSample = (round: number) => tasks.map((task) => positionOf(`${task.slice(0, -1)}${round}`) < 0.5);
  const [first, second] = [inSample(1), inSample(2)];
  const alike = first.filter((taken, index) => taken === second[index]).length / tasks.length;
  expect(Math.abs(alike - 0.5)).toBeLessThan(0.03);
});
