import { expect, test } from "vitest";
import { createTurns } from "./turns.js";

test("one follows the other, whatever becomes of it", async () => {
  const turns = createTurns("reports", 5);
  const events: string[] = [];
  const work = (name: string, fails = false) =>
    turns.take(async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve));
      events.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([work("one"), work("two", true), work("three")]);
  expect(results).toMatchObject([{ value: "one" }, { reason: new Error("two") }, { value: "three" }]);
  expect(events).toEqual(["one begins", "one ends", "two begins", "two ends", "three begins", "three ends"]);
});

test("T26: whoever comes when too many wait is refused, and taken again later", async () => {
  const turns = createTurns("reports", 2);
  const taken = [1, 2, 3, 4, 5].map((number) => turns.take(async () => number));
  const refused = { code: "rate-limited", more: { headers: { "Retry-After": "1" } } };
  expect(await Promise.all(taken)).toMatchObject([1, 2, 3, refused, refused]);
  expect(await turns.take(async () => 6)).toBe(6);
});
