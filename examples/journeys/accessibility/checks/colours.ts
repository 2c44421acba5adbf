import type { Page } from "playwright";

/** What must be seen to know what a part is or how it stands: stroke, fill or border. */
const PARTS = [
  ["textarea", "borderTopColor"],
  ["select", "borderTopColor"],
  [".chip :not(:checked) + .box rect", "stroke"],
  [".chip :checked + .box rect", "fill"],
  [".answer .face .ring", "stroke"],
  [".answer :checked ~ .face .ring", "fill"],
  [".outside .ring", "stroke"],
  [".outside :checked ~ .face .dot", "fill"],
] as const;

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
      const sheets = root.adoptedStyleSheets;
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
      const judge = (element: Element, name: string, colour: string, wanted: number, back: Colour) => {
        const [r, g, b, a] = read(colour);
        const reached = contrast(over([r, g, b, a * opacity(element)], back), back);
        if (reached < wanted - 0.01) faults.push(`${name} reaches ${reached.toFixed(2)} of ${wanted}`);
      };
      try {
        const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = words.nextNode(); node; node = words.nextNode()) {
          const element = node.parentElement;
          const text = node.textContent?.trim();
          if (!element || !text || element.closest("[role=status], :disabled, option")) continue;
          element.scrollIntoView({ block: "center" });
          judge(
            element,
            `"${text}"`,
            getComputedStyle(element).color,
            atLeast.text,
            behind(element, () => false),
          );
        }
        for (const [selector, property] of parts)
          for (const element of root.querySelectorAll(selector)) {
            element.scrollIntoView({ block: "center" });
            const svg = element.closest("svg");
            // An outline is held against what it stands on, a border against what it surrounds it with.
            const back = behind(svg ?? element, (other) => (svg ? svg.contains(other) : other === element));
            judge(element, `${selector} ${property}`, getComputedStyle(element)[property], atLeast.part, back);
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
