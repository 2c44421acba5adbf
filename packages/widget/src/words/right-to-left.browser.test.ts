import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { soon } from "../../test/soon.js";
import { SHIPPED } from "../../test/languages.js";
import { createAftertask } from "../create.js";
import type { Aftertask, AskOptions } from "../types.js";

let instance: Aftertask | undefined;
afterEach(async () => {
  instance?.close();
  document.body.replaceChildren();
  await page.viewport(800, 900);
});

/** Asks in a language with the browser's own keys and layout at hand. */
async function ask(locale: string, asked: Partial<AskOptions> = {}) {
  await page.viewport(800, 900);
  instance = createAftertask({ endpoint: "/v1/ratings", key: "pk_test", person: crypto.randomUUID(), locale });
  void instance.ask("hr.benefits-paperwork", { task: "BEN-1", ...asked });
  return soon(() => {
    const root = document.querySelector("aftertask-prompt")?.shadowRoot;
    const card = root?.querySelector<HTMLElement>(".card");
    expect(card).toBeTruthy();
    return { root: root as ShadowRoot, card: card as HTMLElement };
  });
}
const radios = (card: HTMLElement) => [...card.querySelectorAll<HTMLInputElement>(".answer input")];
const middleOf = (element: Element | null) => {
  const { left, right } = (element as Element).getBoundingClientRect();
  return (left + right) / 2;
};

describe.each(["ar", "he"])("%s", (locale) => {
  it("says its language and direction on the card, whatever the page's are", async () => {
    const { card } = await ask(locale);
    expect([card.lang, card.dir, getComputedStyle(card).direction]).toEqual([locale, "rtl", "rtl"]);
    expect(document.documentElement.dir).toBe("");
  });

  it.each(["outcome5", "nps11", "thumbs2"] as const)(
    "turns the scale of %s: the worst stands on the right",
    async (instrument) => {
      const { card } = await ask(locale, { instrument });
      const places = radios(card).map((radio) => ({ top: radio.getBoundingClientRect().top, middle: middleOf(radio) }));
      expect(places.length).toBeGreaterThan(1);
      // As one reads: row by row, from the right.
      expect(places).toEqual(places.toSorted((a, b) => a.top - b.top || b.middle - a.middle));
      expect(new Set(places.map(({ top, middle }) => `${top} ${middle}`)).size).toBe(places.length);
    },
  );

  it("turns the way out and what precedes a text, too", async () => {
    const { card } = await ask(locale);
    const [notNow, never] = card.querySelectorAll(".foot button");
    expect(middleOf(notNow as Element)).toBeGreaterThan(middleOf(never as Element));
    expect(middleOf(card.querySelector(".task svg"))).toBeGreaterThan(middleOf(card.querySelector(".task span")));
    expect(middleOf(card.querySelector(".privacy svg"))).toBeGreaterThan(middleOf(card.querySelector(".privacy span")));
  });

  it("the left arrow key leads to the answer on the left, the right one back", async () => {
    const { root, card } = await ask(locale);
    const [worst, bad] = radios(card);
    worst?.focus();
    await userEvent.keyboard("{ArrowLeft}");
    expect(root.activeElement).toBe(bad);
    expect(bad?.checked).toBe(true);
    await userEvent.keyboard("{ArrowRight}");
    expect(root.activeElement).toBe(worst);
  });

  // What a page makes up has no effect of its own: here nothing but the card moves the focus.
  it("turns the arrow keys where the browser does not, and looks around with them without choosing", async () => {
    const { root, card } = await ask(locale);
    const [worst, bad] = radios(card);
    const press = (key: string, more: KeyboardEventInit = {}) =>
      root.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
      );
    worst?.focus();
    press("ArrowLeft", { altKey: true });
    expect(root.activeElement).toBe(worst);
    await soon(() => {
      if (root.activeElement === worst) press("ArrowLeft");
      expect(root.activeElement).toBe(bad);
    });
    // As long as nothing is saved, one may decline.
    expect(card.querySelector(".act button:last-child")?.textContent).toBe(SHIPPED[locale]?.asking.notNow);
    press("ArrowRight");
    press("ArrowRight");
    expect(root.activeElement).toBe(card.querySelector(".outside input"));
  });

  it("stands in the corner that is its end", async () => {
    const { card } = await ask(locale);
    expect(middleOf(card)).toBeLessThan(innerWidth / 2);
  });
});

it("a page that is read from the right turns no card of a language that is not", async () => {
  document.documentElement.dir = "rtl";
  try {
    const { card } = await ask("en");
    expect([card.dir, getComputedStyle(card).direction]).toEqual(["ltr", "ltr"]);
    const places = radios(card).map(middleOf);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  } finally {
    document.documentElement.dir = "";
  }
});
