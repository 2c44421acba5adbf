import type { Card } from "./card.js";
import type { Asked, Setting } from "./setting.js";

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

/** What differs from instrument to instrument: the scale, and the reasons that follow the answer. */
export const OF_EACH_INSTRUMENT = ["asking", "rated", "praised", "outside", "filled"] as const;
export type OfEachInstrument = (typeof OF_EACH_INSTRUMENT)[number];

/** Brings a fresh page into a state by what a person would do. */
export async function reach(setting: Setting, state: State | OfEachInstrument, asked: Asked = {}): Promise<void> {
  const { host, card, page } = setting;
  host.manner = ({ sending: "hangs", kept: "fails", refused: "refuses" } as const)[state as "kept"] ?? "takes";
  host.missing = state === "failed" ? /^outbox-/ : undefined;
  await setting.open();
  await setting.ask(asked);
  if (state === "asking") return;
  if (state === "chosen") {
    await page.keyboard.press("F6");
    await page.keyboard.press("ArrowRight");
    return card.more.waitFor();
  }
  if (state === "outside") return tick(card.outside, card);
  if (state === "praised") return tick(card.answers.last(), card);
  await card.choose(state === "filled" ? 1 : 2);
  const note = card.element.locator(".under p");
  await note.waitFor();
  if (state === "rated" || state === "failed") return;
  if (state === "commenting") return card.comment.pressSequentially("The form was hard to find.");
  await setting.settled();
  if (state === "filled") {
    await card.reasons.nth(1).check();
    await card.lostTime.selectOption({ index: 2 });
    return card.comment.fill("The form was hard to find.");
  }
  if (state === "sending") await setting.hold(4_000);
  await card.send.click();
  await card.ending.waitFor();
  const glyph = { sending: "M7.5", thanked: "M7.8", kept: "M12 6.8", refused: "M12 7V" }[state];
  await card.ending.locator(`path[d^="${glyph}"]`).first().waitFor({ state: "attached" });
}

async function tick(answer: Card["outside"], { element }: Card): Promise<void> {
  await answer.click();
  await element.locator(".under p").waitFor();
}
