// What the cases ask the client of a tab.
import type { Rating } from "@aftertask/schema/words";
import type { Tab } from "./engine.js";
import type { Harness } from "./harness.js";
import type { HarnessPage } from "./page.js";

/** How many ratings wait. */
export const pending = (tab: Tab) => tab.run(() => (globalThis as unknown as HarnessPage).client.pending());

/** What can never be accepted. */
export const refused = (tab: Tab) => tab.run(() => (globalThis as unknown as HarnessPage).client.refused());

export const flush = (tab: Tab) => tab.run(() => (globalThis as unknown as HarnessPage).client.flush());

/**
 * Gives ratings in weather that lets none through, and waits until each has been tried and put off: a page that goes
 * earlier leaves them claimed, and the next one respects that for 20 s. Gives the levels.
 */
export async function rateInVain(
  harness: Harness,
  tab: Tab,
  count = 1,
  change: Partial<Rating> = {},
): Promise<string[]> {
  await tab.run((expected) => {
    const here = globalThis as unknown as HarnessPage & { tried: Promise<void> };
    const ids = new Set<string>();
    here.tried = new Promise((resolve) => {
      const unlisten = here.client.on("postponed", ({ id }) => {
        if (ids.add(id).size < expected) return;
        unlisten();
        resolve();
      });
    });
  }, count);
  const levels = await Promise.all(Array.from({ length: count }, () => harness.rate(tab, change)));
  await tab.run(() => (globalThis as unknown as { tried: Promise<void> }).tried);
  // What was put off is written down before this is answered.
  await pending(tab);
  return levels;
}
