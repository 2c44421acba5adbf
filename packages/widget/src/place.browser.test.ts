import { afterEach, expect, it, vi } from "vitest";
import { controlAt, standingCard } from "../test/standing-card.js";
import { standBeside } from "./place.js";

const position = vi.hoisted(() => {
  let letArrive = () => {};
  const arrived = new Promise<void>((here) => (letArrive = here));
  return { arrived, letArrive: () => letArrive(), keepBeside: vi.fn(() => () => {}) };
});
vi.mock("./browser/position.js", async () => {
  await position.arrived;
  return { keepBeside: position.keepBeside };
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

it("a card that nobody can place in time stands in the corner, and stays there when somebody could", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const { card } = standingCard("anchored bottom end");
  const isVisible = () => card.checkVisibility({ visibilityProperty: true });
  standBeside(controlAt({ left: "200px", top: "100px" }), card);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(isVisible()).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(isVisible()).toBe(true);
  expect(card.className).toContain("corner bottom end");
  position.letArrive();
  await import("./browser/position.js");
  expect(position.keepBeside).not.toHaveBeenCalled();
});
