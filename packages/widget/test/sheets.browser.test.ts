import { expect, it } from "vitest";
import accent from "../src/view/accent.css?inline";
import afterTap from "../src/view/after-tap.css?inline";
import anchored from "../src/view/anchored.css?inline";
import nps11 from "../src/view/nps11.css?inline";
import prompt from "../src/view/prompt.css?inline";

const css = prompt + anchored + afterTap + accent + nps11;
const declared = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name = ""]) => name));
const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => name));

it("a custom property that is used is declared, or public", () => {
  expect(declared.size).toBeGreaterThan(5);
  expect(
    [...used].filter((name) => !declared.has(name) && name !== "--at-accent" && !name.startsWith("--aftertask-")),
  ).toEqual([]);
});

// A page that registers a property of the same name, by `@property`, changes what it means in every shadow root, too.
it("a custom property has a name that no page has for its own", () => {
  expect([...declared].filter((name) => !/^--(at|aftertask)-/.test(name))).toEqual([]);
});
