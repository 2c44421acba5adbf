import type { Scene } from "./host.js";
import type { Visit, Wish } from "./stage.js";

/** A state of the prompt as a person meets it, and how they get there. */
export interface State {
  /** As `FlowState` names it. */
  state: string;
  /** What makes this one differ from others of the same state. */
  title: string;
  scene?: Scene;
  wish?: Wish;
  reach(visit: Visit): Promise<void>;
}

/** Until what a tap reveals is there, the line that says what became of it among it. Nothing says so where nothing is stored. */
export async function revealed({ page, wish }: Visit): Promise<void> {
  await page.locator(wish.storage === "none" ? ".more" : ".under p").waitFor();
  await page.mouse.move(1, 1);
}

const answer = (score: number) => async (visit: Visit) => {
  await visit.page
    .locator(".answer")
    .nth(score - 1)
    .click();
  await revealed(visit);
};
/** Low, and everything that may be said beyond. */
const sayAll = async (visit: Visit) => {
  await answer(2)(visit);
  const { page } = visit;
  for (const at of [0, 2]) await page.locator(".chip").nth(at).click();
  await page.locator("select").selectOption("15m-1h");
  await page.locator("textarea").fill("The form asked for the same number twice, and then a third time by phone.");
  await page.mouse.move(1, 1);
  await page.evaluate(() => (document.activeElement?.shadowRoot?.activeElement as HTMLElement | null)?.blur());
};
const send = async (visit: Visit, how: Visit["endpoint"]) => {
  visit.endpoint = how;
  await answer(2)(visit);
  await visit.page.locator(".send").click();
  await visit.page.locator(".over").waitFor();
  await visit.page.mouse.move(1, 1);
};
const glyph = (visit: Visit, state: string) => visit.page.locator(`.over.${state}`).waitFor();

export const STATES: readonly State[] = [
  { state: "asking", title: "Asking", reach: async () => {} },
  {
    state: "chosen",
    title: "Chosen by arrow keys, not yet saved",
    async reach({ page }) {
      await page.locator(".answer input").first().focus();
      await page.keyboard.press("ArrowDown");
      await page.locator(".more").waitFor();
    },
  },
  { state: "rated", title: "Rated low", reach: answer(1) },
  { state: "rated", title: "Rated in the middle", reach: answer(3) },
  { state: "rated", title: "Rated high", reach: answer(5) },
  { state: "rated", title: "With reasons, lost time and a comment", reach: sayAll },
  {
    state: "rated",
    title: "Doesn't apply",
    async reach(visit) {
      await visit.page.locator(".outside").click();
      await revealed(visit);
    },
  },
  {
    state: "chosen",
    title: "Could not be saved",
    wish: { missing: "outbox-" },
    async reach(visit) {
      await visit.page.locator(".answer").nth(1).click();
      await revealed(visit);
    },
  },
  { state: "sealed", title: "Sending", reach: (visit) => send(visit, "hangs") },
  {
    state: "thanked",
    title: "Thanked",
    async reach(visit) {
      await send(visit, "stores");
      await glyph(visit, "thanked");
    },
  },
  {
    state: "kept",
    title: "Kept in this browser",
    async reach(visit) {
      await send(visit, "is away");
      await glyph(visit, "kept");
    },
  },
  {
    state: "kept",
    title: "Kept while the page is open",
    wish: { storage: "none" },
    async reach(visit) {
      await send(visit, "is away");
      await glyph(visit, "kept");
    },
  },
  {
    state: "refused",
    title: "Refused",
    async reach(visit) {
      await send(visit, "refuses");
      await glyph(visit, "refused");
    },
  },
];
