import { INSTRUMENTS, type InstrumentId, type Layout } from "@aftertask/schema/words";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { soon } from "../../test/soon.js";
import { misfitsIn } from "../../test/fit.js";
import { SHIPPED } from "../../test/languages.js";
import { pseudo, pseudoMessages } from "../../test/pseudo.js";
import { addSheet } from "../browser/stylesheet.js";
import { adoptInstance } from "../element.js";
import type { Dispatch } from "../flow/flow.types.js";
import { loadQuestion } from "../question.js";
import { type Showing, showPrompt, type ShownPrompt } from "../show.js";
import { replaceAfterTap, replaceQuestion } from "../words/replace.js";
import { prepareAfterTap } from "./after-tap.js";

const INSTRUMENT_IDS = Object.keys(INSTRUMENTS) as InstrumentId[];
const never = new Promise<void>(() => {});
const messages = { en: pseudoMessages() };

/** Every place that the prompt may stand in, the narrow ones at their narrowest, so high that no card has to scroll. */
const PLACES: [name: string, layout: Layout, windowWidth: number, containerWidth?: string][] = [
  ["a sheet at 320 pixels", "sheet", 320],
  ["a corner, 360 pixels wide", "corner", 1024],
  ["beside its anchor", "anchored", 1024],
  ["in a narrow column", "inline", 1024, "18em"],
  ["in a wide column", "inline", 1024, "58em"],
];

let shown: ShownPrompt | undefined;
beforeAll(() => {
  adoptInstance({} as never);
});
afterEach(() => {
  shown?.leave("removed");
  document.body.replaceChildren();
});
afterAll(() => page.viewport(800, 900));

/** Shows the prompt as an ask would, with every step of its life in the test's hand. */
async function show(locale: string, instrument: InstrumentId, [, layout, , containerWidth]: (typeof PLACES)[number]) {
  const other = locale === "pseudo";
  const loaded = await loadQuestion(instrument, other ? "en" : locale, never);
  const question = other ? replaceQuestion(loaded, "en", messages) : loaded;
  const afterTap = await prepareAfterTap(other ? "en" : locale, instrument, undefined, (words) =>
    other ? replaceAfterTap(words, "en", messages) : words,
  );
  const place = document.body.appendChild(document.createElement("div"));
  if (containerWidth) place.style.width = containerWidth;
  const anchor = place.appendChild(document.createElement("button"));
  let dispatch!: Dispatch;
  shown = showPrompt({
    circumstances: { instrument, layout, promise: { mode: "confidential", minimumGroup: 5 } },
    question,
    label: other ? pseudo("Dental benefits claim, case") : "BEN-1042",
    theme: "light",
    placement: "bottom-end",
    anchor: layout === "anchored" ? anchor : undefined,
    container: layout === "inline" ? place : undefined,
    shortcut: "off",
    createKeeper: async (ports: { dispatch: Dispatch }) => {
      dispatch = ports.dispatch;
      return { open() {}, edit() {}, seal() {} };
    },
    afterTap: async () => afterTap,
    onSaved() {},
    onRated() {},
    onDelivered() {},
    onRefused() {},
    onDismissed() {},
    onGone() {},
  } as unknown as Showing);
  const card = shown.host.shadowRoot?.querySelector(".card") as HTMLElement;
  if (layout === "anchored") await soon(() => expect(card.style.left).not.toBe(""));
  await soon(() => expect(shown?.host.shadowRoot?.adoptedStyleSheets.length).toBeGreaterThan(1));
  // What keeps answers is made once the card has been shown.
  await soon(() => expect(dispatch).toBeDefined());
  return { card, dispatch };
}

const problem = { type: "https://aftertask.dev/problems/already-rated", title: "" };

/** Walks through the states that look different, and gathers what does not fit in any of them. */
async function walk(locale: string, instrument: InstrumentId, place: (typeof PLACES)[number], states: "first" | "all") {
  const { card, dispatch } = await show(locale, instrument, place);
  const { min, max } = INSTRUMENTS[instrument];
  const faults: string[] = [];
  const look = (state: string) => faults.push(...misfitsIn(card).map((fault) => `${state}: ${fault}`));
  look("asking");
  // The chosen answer is bold; the longest of them is in the middle, or at an end.
  for (let score = min; score <= max; score += instrument === "nps11" ? 5 : 1) {
    dispatch({ type: "choose", score });
    look(`chosen ${score}`);
    if (states === "first") break;
  }
  dispatch({ type: "saved", durability: "stored" });
  look("saved");
  if (states === "first") return faults;
  dispatch({ type: "choose", score: null });
  look("doesn't apply");
  dispatch({ type: "failed" });
  look("failed");
  dispatch({ type: "choose", score: min });
  dispatch({ type: "sealed-elsewhere", answer: { score: Math.round((min + max) / 2), reasons: [], comment: "" } });
  look("sealed, late");
  dispatch({ type: "kept", durability: "volatile" });
  look("kept while open");
  dispatch({ type: "delivered" });
  look("thanked");
  shown?.leave("removed");
  const second = await show(locale, instrument, place);
  second.dispatch({ type: "choose", score: max });
  second.dispatch({ type: "send" });
  second.dispatch({ type: "kept", durability: "stored" });
  faults.push(...misfitsIn(second.card).map((fault) => `kept: ${fault}`));
  second.dispatch({ type: "refused", problem });
  faults.push(...misfitsIn(second.card).map((fault) => `refused: ${fault}`));
  return faults;
}

describe.each(PLACES)("%s", (...place) => {
  const [, layout, windowWidth, containerWidth] = place;
  beforeAll(() => page.viewport(windowWidth, 1600));

  it.each(INSTRUMENT_IDS)(
    "%s fits in a language that is longer than English by 40 in 100, and full of accents",
    async (instrument) => {
      expect(await walk("pseudo", instrument, place, "all")).toEqual([]);
    },
  );

  // What stands in the other places has more room, or is turned no further than here.
  const tags = layout === "anchored" || containerWidth === "18em" ? [] : Object.keys(SHIPPED);
  it.each(tags)("every instrument and every state fits in %s", async (locale) => {
    const faults: string[] = [];
    for (const instrument of INSTRUMENT_IDS) {
      const states = instrument === "outcome5" ? "all" : "first";
      faults.push(...(await walk(locale, instrument, place, states)).map((fault) => `${instrument}, ${fault}`));
      shown?.leave("removed");
      document.body.replaceChildren();
    }
    expect(faults).toEqual([]);
  });
});

it.each([
  ["h2 { white-space: nowrap; inline-size: 60em }", "the card scrolls sideways"],
  [".task span { display: block; white-space: nowrap; inline-size: 2em }", "runs out of span sideways"],
  [".privacy { block-size: 0.5em }", "runs out of p.privacy above or below"],
  [".answer span { inline-size: 2em; flex: none; overflow-wrap: anywhere; word-break: break-all }", "is broken in"],
  [".under, .privacy { block-size: 0 }", "lie over each other"],
  [".foot button:last-child { transform: translateX(5em) }", "sticks out of the card"],
])("what does not fit is noticed: %s", async (rule, fault) => {
  await page.viewport(1024, 1600);
  const { card } = await show("en", "outcome5", PLACES[1] as (typeof PLACES)[number]);
  expect(misfitsIn(card)).toEqual([]);
  addSheet(shown?.host.shadowRoot as ShadowRoot, rule);
  expect(misfitsIn(card).join("\n")).toContain(fault);
});
