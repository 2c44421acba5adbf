import type { Setting } from "../setting.js";

/** A23: what moves in the prompt, now. */
export function moving({ page }: Setting): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("aftertask-prompt")?.shadowRoot;
    return [...document.getAnimations(), ...(root?.getAnimations() ?? [])].map((animation) => {
      const { effect } = animation;
      const target = effect instanceof KeyframeEffect ? effect.target : undefined;
      return `${target?.className ?? "something"} moves`;
    });
  });
}

/** A24: what an hour takes away. The page's clock is in the test's hands from its next visit on. */
export async function vanishes({ page, card }: Setting, reached: () => Promise<void>): Promise<string[]> {
  await page.clock.install();
  await reached();
  // What is told once has been told by then.
  await page.clock.runFor(2_000);
  const before = await card.element.innerText();
  await page.clock.fastForward("01:00:00");
  await page.waitForTimeout(100);
  if (!(await card.element.isVisible())) return ["it is gone"];
  const after = await card.element.innerText();
  return after === before ? [] : [`it said "${before}" and says "${after}"`];
}
