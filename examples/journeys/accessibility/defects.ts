import { movesThePage, takesTheFocus, tellsBadly } from "./checks/appearing.js";
import { cutOff, smallTargets } from "./checks/boxes.js";
import { paleThings } from "./checks/colours.js";
import { coveredLinks, hiddenStops } from "./checks/hidden.js";
import { arrowsFail, choosesTooMuch, escapeFails, f6Fails, swallows, tabFails } from "./checks/keys.js";
import { actsTooEarly } from "./checks/pointer.js";
import { faintRings, unseenTicks } from "./checks/shapes.js";
import { silentOrTwice } from "./checks/telling.js";
import { moving, vanishes } from "./checks/time.js";
import {
  badHeadings,
  badlyNamedScale,
  badRegion,
  brokenReferences,
  readsOtherwise,
  speakingPictures,
  unseenNames,
  wrongTongue,
} from "./checks/words.js";
import type { Setting } from "./setting.js";
import { reach, type State } from "./states.js";

export interface Defect {
  /** The number of the requirement that it breaks. */
  breaks: string;
  /** Code that is added to the widget's own file; it ends by calling `seeded()`. */
  code: string;
  /** The check that must find it. */
  found: (setting: Setting) => Promise<string[]>;
}

/** When the card is there, with `card` and `root` at hand. */
const onShow = (code: string) => `shown((card, root) => { ${code}; seeded(); });`;
const styled = (css: string) =>
  onShow(`const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)});
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]`);
const onPage = (type: string, code: string) => `addEventListener("${type}", (event) => { ${code} }, true); seeded();`;

const when = (state: State, check: (setting: Setting) => Promise<string[]>) => async (setting: Setting) => {
  await reach(setting, state);
  return check(setting);
};

/** What has gone wrong in other people's prompts, each put into ours. */
export const DEFECTS: Readonly<Record<string, Defect>> = {
  "answers without a name": {
    breaks: "A9",
    code: onShow(
      `for (const words of root.querySelectorAll(".answer span")) words.setAttribute("aria-hidden", "true")`,
    ),
    found: when("asking", badlyNamedScale),
  },
  "a group without a name": {
    breaks: "A9",
    code: onShow(`root.querySelector("[role=radiogroup]").removeAttribute("aria-labelledby")`),
    found: when("asking", badlyNamedScale),
  },
  "a region without a name": {
    breaks: "A4",
    code: onShow(`card.removeAttribute("aria-label")`),
    found: when("asking", badRegion),
  },
  "a dialog instead of a region": {
    breaks: "A4",
    code: onShow(`card.setAttribute("role", "dialog")`),
    found: when("asking", badRegion),
  },
  "the focus ring off": {
    breaks: "A15",
    code: styled("* { outline: none !important }"),
    found: when("asking", faintRings),
  },
  "a focus trap": {
    breaks: "A6",
    code: onShow(`card.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" || root.activeElement !== [...root.querySelectorAll("button")].at(-1)) return;
      event.preventDefault(); root.querySelector("input").focus(); })`),
    found: when("asking", tabbedThrough),
  },
  "a tab index of its own": {
    breaks: "A6",
    code: onShow(`for (const radio of root.querySelectorAll("input")) radio.tabIndex = 1`),
    found: when("asking", tabbedThrough),
  },
  autofocus: {
    breaks: "A1",
    code: onShow(`setTimeout(() => root.querySelector("input").focus(), 100)`),
    found: (setting) => takesTheFocus(setting, {}, 5_000),
  },
  "a jump of the page": {
    breaks: "A2",
    code: onShow(`scrollTo(0, 0)`),
    found: movesThePage,
  },
  "a bar that pushes the page down": {
    breaks: "A2",
    code: onShow(`document.body.style.paddingTop = "60px"`),
    found: movesThePage,
  },
  "an alert": {
    breaks: "A3",
    code: onShow(`root.querySelector("[role=status]").setAttribute("role", "alert")`),
    found: tellsBadly,
  },
  "an announcement said twice": {
    breaks: "A3",
    code: onShow(`setTimeout(() => (root.querySelector("[role=status]").textContent += " "), 1_200);
      setTimeout(() => (root.querySelector("[role=status]").textContent = "Feedback. Press F6."), 1_300)`),
    found: tellsBadly,
  },
  "an end that nobody is told of": {
    breaks: "A26",
    code: onShow(`root.querySelector("[role=status]").removeAttribute("role")`),
    found: when("thanked", (setting) => silentOrTwice(setting, "Thank you for your feedback.")),
  },
  "a dead F6": {
    breaks: "A5",
    code: onPage("keydown", `if (event.key === "F6") event.stopImmediatePropagation();`),
    found: f6Fails,
  },
  "Escape taken from the page": {
    breaks: "A7",
    code: onPage(
      "keydown",
      `if (event.key === "Escape" && document.activeElement?.localName !== "aftertask-prompt") event.preventDefault();`,
    ),
    found: escapeFails,
  },
  "keys taken from the page": {
    breaks: "A8",
    code: onShow(`addEventListener("keydown", (event) => event.key === "a" && event.stopPropagation(), true)`),
    found: swallows,
  },
  "arrow keys that send": {
    breaks: "A10",
    code: onShow(`card.addEventListener("change", () => setTimeout(() => root.querySelector(".send")?.click()))`),
    found: choosesTooMuch,
  },
  "arrow keys that stop at the end": {
    breaks: "A9",
    code: onShow(`card.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight" && root.activeElement === [...root.querySelectorAll("[type=radio]")].at(-1)) event.preventDefault(); })`),
    found: arrowsFail,
  },
  "a press that acts at once": {
    breaks: "A32",
    code: onShow(`for (const radio of root.querySelectorAll("input")) radio.onpointerdown = () => radio.click()`),
    found: when("asking", actsTooEarly),
  },
  "small targets": {
    breaks: "A13",
    code: styled("button { min-block-size: 1.25em !important; padding: 0 !important }"),
    found: when("asking", smallTargets),
  },
  "pale words": {
    breaks: "A14",
    code: styled(".privacy { color: #9aa0a6 !important }"),
    found: when("asking", ({ page }) => paleThings(page, { text: 4.5, part: 3 })),
  },
  "a mark by colour alone": {
    breaks: "A22",
    code: styled(`.answer :checked { background: #e6f4ea !important; box-shadow: none !important }
      .answer :checked ~ .face .ring { fill: none !important } .answer :checked ~ * { font-weight: 400 !important; color: #1e6b3a !important }
      .answer :checked ~ .face * { color: #1e6b3a !important }`),
    found: when("rated", unseenTicks),
  },
  "motion that nobody wanted": {
    breaks: "A23",
    code: styled(
      "@keyframes sway { to { translate: 0 4px } } .card { animation: sway 1s infinite alternate !important }",
    ),
    found: async (setting) => {
      await setting.page.emulateMedia({ reducedMotion: "reduce" });
      return when("asking", moving)(setting);
    },
  },
  "two elements of one id": {
    breaks: "A37",
    code: onShow(`root.querySelector(".privacy").id = "question"`),
    found: when("asking", brokenReferences),
  },
  "no language": {
    breaks: "A30",
    code: onShow(`card.removeAttribute("lang"); card.removeAttribute("dir")`),
    found: when("asking", (setting) => wrongTongue(setting, "en", "ltr")),
  },
  "words that are cut off": {
    breaks: "A30",
    code: styled(".answer span, .privacy span { white-space: nowrap; overflow: hidden }"),
    found: when("asking", cutOff),
  },
  "a heading that belongs to the page": {
    breaks: "A31",
    code: onShow(`root.querySelector("h2").setAttribute("aria-level", "1")`),
    found: when("asking", badHeadings),
  },
  "pictures that speak": {
    breaks: "A36",
    code: onShow(
      `for (const face of root.querySelectorAll("svg")) { face.removeAttribute("aria-hidden"); face.setAttribute("role", "img") }`,
    ),
    found: when("asking", speakingPictures),
  },
  "a placeholder for a label": {
    breaks: "A28",
    code: onShow(`new MutationObserver(() => { const field = root.querySelector("textarea");
      if (field && !field.placeholder) { field.placeholder = "Anything to add?"; field.previousElementSibling?.remove() } })
      .observe(root, { childList: true, subtree: true })`),
    found: when("rated", unseenNames),
  },
  "another order than is seen": {
    breaks: "A40",
    code: styled(".body { display: flex; flex-direction: column-reverse }"),
    found: when("asking", readsOtherwise),
  },
  "a card over the page's focus": {
    breaks: "A16",
    code: onShow(`card.hidePopover = () => {}; setInterval(() => (card.className = "card auto corner bottom end"))`),
    found: async (setting) => {
      setting.host.page = {
        main: "<a href='#field'>A line</a> ".repeat(60),
        css: "main a { display: inline-block; padding: 40px 60px }",
      };
      await reach(setting, "asking");
      return coveredLinks(setting, 60);
    },
  },
  "buttons over our own focus": {
    breaks: "A17",
    code: styled(".body { scroll-padding: 0 !important } .foot { position: sticky !important; min-height: 7em }"),
    found: async (setting) => {
      await setting.page.setViewportSize({ width: 900, height: 420 });
      return when("rated", async (it) => (await it.page.focus("#second"), hiddenStops(it)))(setting);
    },
  },
  "an end that goes by itself": {
    breaks: "A24",
    code: onShow(`setTimeout(() => root.host.remove(), 8_000)`),
    found: (setting) => vanishes(setting, () => reach(setting, "asking")),
  },
};

function tabbedThrough(setting: Setting): Promise<string[]> {
  return tabFails(setting, ["#main", "field", "first", "second", "answers", "Not now", "Don't ask again"]);
}

/** Puts a defect into what is served of the widget. */
export function seed({ host }: Setting, { code }: Defect): void {
  host.change = (script, name) => (name.startsWith("prompt-") ? `${script}\n;{${HELPERS}${code}}` : script);
}

const HELPERS = `
  const seeded = () => { globalThis.seeded = true; };
  const shown = (does) => {
    const known = new WeakSet();
    new MutationObserver(() => {
      for (const { shadowRoot } of document.querySelectorAll("aftertask-prompt")) {
        const card = shadowRoot?.querySelector(".card");
        if (!card || known.has(card)) continue;
        known.add(card);
        does(card, shadowRoot);
      }
    }).observe(document, { childList: true, subtree: true });
  };
`;
