import type { Setting } from "./setting.js";

/** Everything that the prompt can be seen in. */
export const STATES = [
  "asking",
  "chosen",
  "rated",
  "commenting",
  "failed",
  "sending",
  "thanked",
  "kept",
  "refused",
] as const;
export type State = (typeof STATES)[number];

/** Brings a fresh page into a state by what a person would do. */
export async function reach(setting: Setting, state: State): Promise<void> {
  const { host, card, page } = setting;
  host.manner = ({ sending: "hangs", kept: "fails", refused: "refuses" } as const)[state as "kept"] ?? "takes";
  host.missing = state === "failed" ? /^outbox-/ : undefined;
  await setting.open();
  await setting.ask();
  if (state === "asking") return;
  if (state === "chosen") {
    await page.keyboard.press("F6");
    await page.keyboard.press("ArrowRight");
    return card.more.waitFor();
  }
  await card.choose(2);
  const note = card.element.locator(".under p");
  await note.waitFor();
  if (state === "rated" || state === "failed") return;
  if (state === "commenting") return card.comment.pressSequentially("The form was hard to find.");
  await setting.settled();
  if (state === "sending") await setting.hold(4_000);
  await card.send.click();
  await card.ending.waitFor();
  const glyph = { sending: "M7.5", thanked: "M7.8", kept: "M12 6.8", refused: "M12 7V" }[state];
  await card.ending.locator(`path[d^="${glyph}"]`).first().waitFor({ state: "attached" });
}
