import type { Page } from "playwright";

interface Part {
  selector: string;
  /** Whichever of them stands out is what is seen. */
  by: readonly ("borderTopColor" | "stroke" | "fill")[];
  /** What it stands on, by its fill, where that is not simply what lies behind. */
  on?: string;
}

/** What must be seen to know what a part is or how it stands. */
const PARTS: readonly Part[] = [
  { selector: "textarea", by: ["borderTopColor"] },
  { selector: "select", by: ["borderTopColor"] },
  { selector: ".chip :not(:checked) + .box rect", by: ["stroke"] },
  { selector: ".chip :checked + .box rect", by: ["stroke", "fill"] },
  { selector: ".chip :checked + .box path", by: ["stroke"], on: "rect" },
  { selector: ".answer .face .ring", by: ["stroke"] },
  { selector: ".answer :checked ~ .face .ring", by: ["stroke", "fill"] },
  { selector: ".answer :checked ~ .face .line", by: ["stroke"], on: ".ring" },
  { selector: ".answer :checked ~ .face .eye", by: ["fill"], on: ".ring" },
  { selector: ".outside .ring", by: ["stroke"] },
  { selector: ".outside :checked ~ .face .dot", by: ["fill"] },
];

export interface Least {
  text: number;
  part: number;
}

/** Words and parts whose colour is too near to what lies behind them. */
export function paleThings(page: Page, least: Least): Promise<string[]> {
  return page.evaluate(
    ({ wanted: atLeast, parts }) => {
      const root = document.querySelector("aftertask-prompt")?.shadowRoot;
      if (!root) return ["there is no prompt"];
      type Colour = [number, number, number, number];
      const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      if (!canvas) return ["there is no canvas"];
      const read = (text: string): Colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = text;
        canvas.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
      };
      const over = (top: Colour, below: Colour): Colour => {
        const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
        return [mix(0), mix(1), mix(2), 1];
      };
      const luminance = ([r, g, b]: Colour) => {
        const linear = (value: number) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
      };
      const contrast = (one: Colour, other: Colour) => {
        const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
      };
      // Words let the pointer through to what lies under them; here they must be met as well.
      const solid = new CSSStyleSheet();
      solid.replaceSync("* { pointer-events: auto !important }");
      const sheets = [...root.adoptedStyleSheets];
      root.adoptedStyleSheets = [...sheets, solid];
      const behind = (element: Element, without: (other: Element) => boolean): Colour => {
        const box = element.getBoundingClientRect();
        const stack = root.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const layers = stack
          .filter((other) => !without(other))
          .map((other) => ({ other, colour: read(getComputedStyle(other).backgroundColor) }));
        let seen: Colour = read("Canvas");
        for (const { colour } of layers.toReversed()) seen = over(colour, seen);
        return seen;
      };
      const opacity = (element: Element) => {
        let whole = 1;
        for (let up: Element | null = element; up; up = up.parentElement) whole *= Number(getComputedStyle(up).opacity);
        return whole;
      };
      const faults: string[] = [];
      const reach = (element: Element, colour: string, back: Colour) => {
        // As `none` where nothing is drawn.
        const [r, g, b, a] = CSS.supports("color", colour) ? read(colour) : back;
        return contrast(over([r, g, b, a * opacity(element)], back), back);
      };
      try {
        const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = words.nextNode(); node; node = words.nextNode()) {
          const element = node.parentElement;
          const text = node.textContent?.trim();
          if (!element || !text || element.closest("[role=status], :disabled, option")) continue;
          element.scrollIntoView({ block: "center" });
          const reached = reach(
            element,
            getComputedStyle(element).color,
            behind(element, () => false),
          );
          if (reached < atLeast.text - 0.01) faults.push(`"${text}" reaches ${reached.toFixed(2)} of ${atLeast.text}`);
        }
        for (const { selector, by, on } of parts)
          for (const element of root.querySelectorAll(selector)) {
            element.scrollIntoView({ block: "center" });
            const svg = element.closest("svg");
            const below = on && svg?.querySelector(on);
            // An outline is held against what it stands on, a border against what it surrounds it with.
            const ground = behind(svg ?? element, (other) => (svg ? svg.contains(other) : other === element));
            const back = below ? over(read(getComputedStyle(below).fill), ground) : ground;
            const style = getComputedStyle(element);
            const reached = Math.max(...by.map((each) => reach(element, style[each], back)));
            if (reached < atLeast.part - 0.01)
              faults.push(`${selector} reaches ${reached.toFixed(2)} of ${atLeast.part}`);
          }
      } finally {
        root.adoptedStyleSheets = sheets;
        root.querySelector(".body")?.scrollTo(0, 0);
      }
      return [...new Set(faults)];
    },
    { wanted: least, parts: PARTS },
  );
}
