import type { Setting } from "../setting.js";

export interface Box {
  what: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Everything in the prompt that can be pressed, with the area that takes the press. */
function targets({ page }: Setting): Promise<(Box & { main: boolean })[]> {
  return page.evaluate(() => {
    const root = document.querySelector("aftertask-prompt")?.shadowRoot;
    const pressed = [...(root?.querySelectorAll("input, button, select, textarea") ?? [])];
    return pressed.map((element) => {
      const { x, y, width, height } = (
        element.closest("label.answer, label.chip, label.outside") ?? element
      ).getBoundingClientRect();
      const what = `${element.localName} ${(element.closest("label") ?? element).textContent?.trim().slice(0, 24) ?? ""}`;
      // What every journey needs: the answers and the ways on and out.
      return { what, x, y, width, height, main: element.matches("button, [type=radio]") };
    });
  });
}

/** Targets below 24 pixels, and main ones below 44. */
export async function smallTargets(setting: Setting): Promise<string[]> {
  const found = await targets(setting);
  if (found.length === 0) return ["there is nothing to press"];
  return found
    .filter(({ width, height, main }) => Math.min(width, height) < (main ? 44 : 24) - 0.01)
    .map(({ what, width, height }) => `${what}: ${width.toFixed(1)} × ${height.toFixed(1)}`);
}

/** Words and controls of the prompt that are cut off or stand outside the window, and any sideways scroll. */
export function cutOff({ page }: Setting): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("aftertask-prompt")?.shadowRoot;
    const body = root?.querySelector(".body");
    if (!root || !body) return ["there is no prompt"];
    const faults: string[] = [];
    const wide = (element: Element, name: string) => {
      if (element.scrollWidth > element.clientWidth + 1)
        faults.push(`${name} scrolls sideways: ${element.scrollWidth} in ${element.clientWidth}`);
    };
    wide(document.documentElement, "the page");
    wide(body, "the prompt");
    for (const element of root.querySelectorAll(
      "p:not([role]), h2, label, legend, button, .label, .box, .answer, .outside",
    )) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const text = element.textContent?.trim().slice(0, 30);
      if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
        faults.push(`"${text}" is cut at its side`);
      if (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1)
        faults.push(`"${text}" is cut below`);
    }
    const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest("[role=status], option, textarea")) continue;
      parent.scrollIntoView({ block: "center" });
      range.selectNodeContents(node);
      // The words at the ends of eleven numbers lie under their neighbours, too: they have a place of their own.
      const places = "label, button, p, h2, legend, .nps11 .answer span";
      const holder = (parent.closest(places) ?? parent).getBoundingClientRect();
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const text = node.textContent.trim().slice(0, 30);
        if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1)
          faults.push(`"${text}" leaves the window`);
        if (left < holder.left - 1.5 || right > holder.right + 1.5 || bottom > holder.bottom + 2)
          faults.push(`"${text}" leaves its own place`);
      }
    }
    body.scrollTo(0, 0);
    return [...new Set(faults)];
  });
}
