import { afterEach, beforeEach, expect, it } from "vitest";
import { page } from "vitest/browser";
import { standingCard } from "../../test/standing-card.js";
import { keepAboveKeyboard } from "./above-keyboard.js";

const real = Object.getOwnPropertyDescriptor(window, "visualViewport") as PropertyDescriptor;
const WINDOW = 640;

/** What a phone tells of its screen: the keyboard shrinks what is visible, not the window. */
class Screen extends EventTarget {
  height = WINDOW;
  offsetTop = 0;
  scale = 1;
  change(to: Partial<Pick<Screen, "height" | "offsetTop" | "scale">>, event = "resize") {
    Object.assign(this, to);
    this.dispatchEvent(new Event(event));
  }
}

let screen: Screen;
let undo = () => {};
beforeEach(async () => {
  await page.viewport(360, WINDOW);
  screen = new Screen();
  Object.defineProperty(window, "visualViewport", { configurable: true, value: screen });
});
afterEach(() => {
  undo();
  Object.defineProperty(window, "visualViewport", real);
  document.body.replaceChildren();
});

function stand(blockSize = "10em") {
  const { card } = standingCard("sheet bottom end", { blockSize });
  undo = keepAboveKeyboard(card);
  return card;
}

it("stands on the keyboard as long as there is one", () => {
  const card = stand();
  expect(card.getBoundingClientRect().bottom).toBe(WINDOW);
  screen.change({ height: 360 });
  expect(card.getBoundingClientRect().bottom).toBe(360);
  screen.change({ height: 340 });
  expect(card.getBoundingClientRect().bottom).toBe(340);
  screen.change({ height: WINDOW });
  expect(card.getBoundingClientRect().bottom).toBe(WINDOW);
  expect(card.getAttribute("style")).not.toContain("margin");
});

it("follows what is visible when that is pushed down the page", () => {
  const card = stand();
  screen.change({ height: 360 });
  screen.change({ offsetTop: 100 }, "scroll");
  expect(card.getBoundingClientRect().bottom).toBe(460);
});

it("leaves some of the page visible above it, however small what is visible", () => {
  const card = stand("60em");
  expect(card.getBoundingClientRect().top).toBeGreaterThanOrEqual(32);
  screen.change({ height: 256 });
  expect(card.getBoundingClientRect().top).toBeGreaterThanOrEqual(32);
  expect(card.getBoundingClientRect().bottom).toBe(256);
});

it("stays where it is for somebody who zooms in with two fingers", () => {
  const card = stand();
  screen.change({ height: 200, scale: 3.2 });
  expect(card.getBoundingClientRect().bottom).toBe(WINDOW);
});
