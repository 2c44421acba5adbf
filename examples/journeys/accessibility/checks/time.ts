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
