import { defineTouchpoints } from "@aftertask/schema/words";
import { expect, it } from "vitest";
import { reasonsFor, reasonsInOneOrder } from "./reasons.js";

const { benefits } = defineTouchpoints({
  benefits: {
    reasons: ["waiting", "unclear", "kind", { id: "dental-form", when: "low", label: { en: "The dental form" } }],
  },
});
const names = (reasons: readonly (string | { id: string })[]) =>
  reasons.map((reason) => (typeof reason === "string" ? reason : reason.id));

it("offers the reasons that fit the score", () => {
  expect(names(reasonsFor(benefits, "low", Math.random)).toSorted()).toEqual([
    "dental-form",
    "other",
    "unclear",
    "waiting",
  ]);
  expect(names(reasonsFor(benefits, "high", Math.random))).toEqual(["kind", "other"]);
  expect(names(reasonsFor(benefits, "middle", Math.random))).toHaveLength(4);
});

it("offers common reasons where the touchpoint names none", () => {
  expect(names(reasonsFor(undefined, "low", Math.random))).toContain("slow");
  expect(names(reasonsFor(undefined, "high", Math.random))).toContain("fast");
});

it("shuffles, with other always last", () => {
  const firsts = new Set<string>();
  for (let seed = 0; seed < 1; seed += 0.05) {
    const order = names(reasonsFor(benefits, "low", () => seed));
    firsts.add(order[0] ?? "");
    expect(order.at(-1)).toBe("other");
  }
  expect(firsts.size).toBeGreaterThan(1);
});

it("does not shuffle again while the prompt stands", () => {
  const inOrder = reasonsInOneOrder(undefined, Math.random);
  expect(inOrder("low")).toBe(inOrder("middle"));
  expect(inOrder("high")).toBe(inOrder("high"));
  expect(inOrder("high")).not.toBe(inOrder("low"));
});
