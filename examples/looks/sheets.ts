import { type InstrumentId, INSTRUMENTS } from "@aftertask/schema/words";
import type { Scene } from "./host.js";
import { DIRECTIONS, type Look, LOOKS } from "./looks.js";
import type { Visit, Wish } from "./stage.js";
import { revealed, STATES } from "./states.js";

export interface Shot {
  caption: string;
  scene?: Scene;
  wish?: Wish;
  reach?(visit: Visit): Promise<void>;
  /** The whole window instead of the card. */
  window?: true;
  /** The person's default size of text is 32 pixels. */
  largeText?: true;
}

export interface Sheet {
  /** Its file without the ending, and where it stands in the page. */
  file: string;
  title: string;
  look: Look;
  columns: number;
  shots: readonly Shot[];
}

const fileOf = (...words: string[]) => words.join("-").replaceAll(/\W+/g, "-");

const states: Sheet[] = Object.entries(DIRECTIONS).flatMap(([direction, locale]) =>
  LOOKS.map((look) => ({
    file: fileOf("states", look.name, direction),
    title: `States, ${look.name}, ${direction === "ltr" ? "left to right" : "right to left"}`,
    look,
    columns: 4,
    shots: STATES.map(({ title, scene, ...shot }) => ({ ...shot, caption: title, scene: { ...scene, locale } })),
  })),
);

const answer = (score: number) => async (visit: Visit) => {
  await visit.page.locator(".answer").nth(score).click();
  await revealed(visit);
};
const hover = (selector: string) => (visit: Visit) => visit.page.locator(selector).first().hover();
const press = (selector: string) => async (visit: Visit) => {
  await visit.page.locator(selector).first().hover();
  await visit.page.mouse.down();
};

const DESK = { width: 760, height: 480 };
const PHONE = { width: 360, height: 640 };
const ZOOMED = { width: 320, height: 256 };

const layouts: Sheet[] = [LOOKS[0], LOOKS[1]].flatMap((look) =>
  Object.entries(DIRECTIONS).map(([direction, locale]) => ({
    file: fileOf("layouts", look.name, direction),
    title: `Layouts, ${look.name}, ${direction === "ltr" ? "left to right" : "right to left"}`,
    look,
    columns: 2,
    shots: [
      { caption: "Corner", scene: { locale }, wish: { viewport: DESK }, window: true },
      {
        caption: "Anchored",
        scene: { locale, layout: "anchored" },
        wish: { viewport: DESK },
        window: true,
        reach: settled,
      },
      {
        caption: "Inline, 60 em and wider",
        scene: { locale, layout: "inline" },
        wish: { viewport: { width: 1180, height: 300 } },
        window: true,
      },
      {
        caption: "Inline",
        scene: { locale, layout: "inline" },
        wish: { viewport: { width: 640, height: 420 } },
        window: true,
      },
      { caption: "Sheet, 360 × 640", scene: { locale }, wish: { viewport: PHONE }, window: true },
      { caption: "Sheet, rated", scene: { locale }, wish: { viewport: PHONE }, window: true, reach: answer(1) },
      { caption: "Sheet, 320 × 256", scene: { locale }, wish: { viewport: ZOOMED }, window: true },
    ],
  })),
);

async function settled({ page }: Visit): Promise<void> {
  await page.locator("[data-side]").waitFor();
}

const pointed: Sheet[] = [LOOKS[0], LOOKS[1], LOOKS[2], LOOKS[4]].map((look) => ({
  file: fileOf("focus", look.name),
  title: `Focus and pointer, ${look.name}`,
  look,
  columns: 4,
  shots: [
    { caption: "Pointer on an answer", reach: hover(".answer:nth-child(4)") },
    { caption: "Pressed", reach: press(".answer:nth-child(4)") },
    { caption: "Pointer on Not now", reach: hover(".foot button") },
    { caption: "Focus on an answer", reach: focus(".answer input") },
    { caption: "Focus on Doesn't apply", reach: focus(".outside input") },
    { caption: "Focus on Don't ask again", reach: focus(".quiet") },
    { caption: "Focus on a reason", reach: after(focus(".chip input")) },
    { caption: "Focus on Send", reach: after(focus(".send")) },
  ],
}));

function focus(selector: string) {
  return async ({ page }: Visit) => {
    // A key, so that the browser shows where the focus is.
    await page.keyboard.press("Shift");
    await page.locator(selector).first().focus();
  };
}
function after(then: (visit: Visit) => Promise<void>) {
  return async (visit: Visit) => {
    await answer(3)(visit);
    await then(visit);
  };
}

export const LOCALES = ["en", "fr", "cs", "de", "es", "it", "pt-PT", "pt-BR", "nl", "pl", "ar", "he", "ja", "zh-Hans"];
const ACCENTS = ["#0f6e84", "#ffd500", "#b3206a", "#000", "#fff"];
const accents: Sheet[] = LOOKS.slice(0, 4).map((look) => ({
  file: fileOf("accents", look.name),
  title: `Accents, ${look.name}`,
  look,
  columns: 5,
  shots: ACCENTS.map((accent) => ({
    caption: accent,
    scene: { accent },
    reach: async (visit: Visit) => {
      await answer(3)(visit);
      await visit.page.locator(".chip").first().click();
      await visit.page.mouse.move(1, 1);
    },
  })),
}));

const languages: Sheet[] = [
  {
    file: "languages-light",
    title: "Languages",
    look: LOOKS[0],
    columns: 5,
    shots: LOCALES.map((locale) => ({ caption: locale, scene: { locale } })),
  },
  {
    file: "languages-rated-dark",
    title: "Languages, rated, dark",
    look: LOOKS[1],
    columns: 5,
    shots: LOCALES.map((locale) => ({ caption: `${locale}, rated`, scene: { locale }, reach: answer(1) })),
  },
];

const instruments: Sheet[] = [LOOKS[0], LOOKS[1]].map((look) => ({
  file: fileOf("instruments", look.name),
  title: `Instruments, ${look.name}`,
  look,
  columns: 5,
  shots: (Object.keys(INSTRUMENTS) as InstrumentId[]).flatMap((instrument) => [
    { caption: instrument, scene: { instrument } },
    { caption: `${instrument}, rated`, scene: { instrument }, reach: answer(1) },
  ]),
}));

const LARGE = { viewport: { width: 760, height: 1200 } };
const large: Sheet[] = [
  {
    file: "large-text",
    title: "Large text: the person's default size is 32 pixels",
    look: LOOKS[0],
    columns: 4,
    shots: (
      [
        { caption: "Corner", scene: {}, wish: LARGE },
        { caption: "Corner, in German", scene: { locale: "de" }, wish: LARGE },
        { caption: "Sheet, 360 × 640", wish: { viewport: PHONE }, window: true },
        { caption: "Sheet, in German", scene: { locale: "de" }, wish: { viewport: PHONE }, window: true },
      ] satisfies Shot[]
    ).map((shot) => ({ ...shot, largeText: true })),
  },
];

export const SHEETS: readonly Sheet[] = [
  ...states,
  ...layouts,
  ...pointed,
  ...accents,
  ...languages,
  ...instruments,
  ...large,
];
