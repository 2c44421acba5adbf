import { h, render } from "preact";
import type { Question } from "./question.js";
import type { Prompt as PromptView } from "./view/prompt.js";

/**
 * Draws a card where nobody can see it, once there is nothing else to do: by the time that somebody waits for one, the
 * browser has read the code and the sheet.
 * @param root outside the page
 * @param Prompt handed over, not imported: a file of its own for what both sides share would cost every visitor
 */
export function rehearse(root: ShadowRoot, question: Question, Prompt: typeof PromptView): void {
  const draw = () =>
    render(
      h(Prompt, {
        state: { name: "asking" },
        question,
        label: "",
        minimumGroup: 0,
        layout: "corner",
        placement: "bottom-end",
        theme: "auto",
        afterTap: undefined,
        dispatch() {},
      }),
      root,
    );
  (globalThis.requestIdleCallback ?? setTimeout)(draw);
}
