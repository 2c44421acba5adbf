import { expect, it } from "vitest";
import { intentOfChange, intentOfKey } from "./moves.js";

it("arrow keys look around, a pointer and Space choose", () => {
  expect(intentOfChange("ArrowRight")).toBe("move");
  expect(intentOfChange("ArrowUp")).toBe("move");
  expect(intentOfChange(undefined)).toBe("choose");
  expect(intentOfChange(" ")).toBe("choose");
});

it("Enter chooses the radio under the focus, Space the one that is checked already", () => {
  expect(intentOfKey("Enter", false)).toBe("choose");
  expect(intentOfKey(" ", true)).toBe("choose");
  expect(intentOfKey(" ", false)).toBeUndefined();
  expect(intentOfKey("Tab", true)).toBeUndefined();
});
