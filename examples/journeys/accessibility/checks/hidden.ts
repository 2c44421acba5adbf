import type { Setting } from "../setting.js";

/** A16: links of the page that have the focus and cannot be seen for the prompt, tabbing through all of them. */
export async function coveredLinks(setting: Setting, links: number): Promise<string[]> {
  const { page } = setting;
  const faults: string[] = [];
  await page.focus("#second");
  for (let link = 0; link < links; link++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(async () => {
      await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
      const focused = document.activeElement;
      if (!focused?.matches("main a")) return `the focus is on ${focused?.localName}, not on a link`;
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      const points = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 2, top + 2],
        [right - 2, top + 2],
        [left + 2, bottom - 2],
        [right - 2, bottom - 2],
      ] as const;
      const under = points.filter(([x, y]) => document.elementFromPoint(x, y)?.localName === "aftertask-prompt");
      return under.length > 0 ? `${focused.textContent}: ${under.length} of 5 points covered` : undefined;
    });
    if (found) faults.push(found);
  }
  return faults;
}

/** A17, A18: stops of the prompt at which what has the focus cannot be seen whole, or as much of it as fits. */
export async function hiddenStops(setting: Setting): Promise<string[]> {
  const { page, card } = setting;
  const faults: string[] = [];
  let reached = 0;
  await setting.settled();
  await page.keyboard.press("F6");
  for (let stop = 0; stop < 20; stop++) {
    if ((await card.element.locator(":focus").count()) === 0) break;
    reached++;
    const found = await page.evaluate(async () => {
      await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
      const root = document.querySelector("aftertask-prompt")?.shadowRoot;
      const focused = root?.activeElement;
      if (!root || !focused) return "nothing has the focus";
      const label = focused.closest("label");
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      const points = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 3, (top + bottom) / 2],
        [right - 3, (top + bottom) / 2],
        [(left + right) / 2, top + 3],
        [(left + right) / 2, bottom - 3],
      ] as const;
      const seen = points.filter(([x, y]) => {
        const hit = root.elementFromPoint(x, y);
        return hit && (focused.contains(hit) || label?.contains(hit));
      });
      const name = (label ?? focused).textContent?.trim().slice(0, 24);
      return seen.length < 5 ? `${name}: ${seen.length} of 5 points seen` : undefined;
    });
    if (found) faults.push(found);
    await page.keyboard.press("Tab");
  }
  if (reached < 3) faults.push(`only ${reached} stops`);
  return faults;
}
