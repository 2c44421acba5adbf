import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAftertask } from "./create.js";
import type { Aftertask } from "./types.js";

const manners = vi.hoisted(() => {
  let letArrive = () => {};
  const arrived = new Promise<void>((here) => (letArrive = here));
  return { arrived, letArrive: () => letArrive() };
});
vi.mock("./browser/manners.js", async (original) => {
  await manners.arrived;
  return original();
});

let aftertask: Aftertask;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const person = crypto.randomUUID();
  aftertask = createAftertask({ endpoint: "/v1/ratings", key: "pk_test", person, mode: "mock" });
});
afterEach(() => {
  aftertask.close();
  vi.useRealTimers();
});

/** By frames, which go by all the same: what waits otherwise turns the clock that is in the test's hand. */
async function until<Found>(look: () => Found | false | null | undefined): Promise<Found> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

function status(): Promise<Element> {
  void aftertask.ask("hr.benefits-paperwork", { task: crypto.randomUUID() });
  return until(() => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector("[role=status]"));
}

// In this order: a file that has come once is here for good.
it("a key that leads nowhere is not told, and the rest is told without it in the end, and once", async () => {
  const region = await status();
  vi.advanceTimersByTime(3_900);
  expect(region.textContent).toBe("");
  vi.advanceTimersByTime(200);
  expect(region.textContent?.trim()).toBe("Feedback. How did it go?");
});

it("a key that leads into the card late is told from then on", async () => {
  const region = await status();
  vi.advanceTimersByTime(1_100);
  expect(region.textContent).toBe("");
  manners.letArrive();
  await import("./browser/manners.js");
  await until(() => {
    const card = region.parentNode?.querySelector<HTMLElement>(".card");
    dispatchEvent(new KeyboardEvent("keydown", { key: "F6", cancelable: true }));
    return card?.contains((region.getRootNode() as ShadowRoot).activeElement);
  });
  expect(region.textContent).toBe("");
  vi.advanceTimersByTime(1_000);
  expect(region.textContent).toBe("Feedback. How did it go? Press F6 to answer.");
});
