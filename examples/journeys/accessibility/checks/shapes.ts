import type { ElementHandle, Locator } from "playwright";
import { changedPixels, type Picture, readPng } from "../png.js";
import type { Setting } from "../setting.js";

/** The part of the window around an element, some pixels beyond its edges. */
async function pictureOf({ page }: Setting, element: ElementHandle<HTMLElement>): Promise<Picture> {
  const box = await element.boundingBox();
  if (!box) throw new Error("It is not on the screen.");
  const [x, y] = [Math.max(0, Math.floor(box.x - 6)), Math.max(0, Math.floor(box.y - 6))];
  const clip = { x, y, width: Math.ceil(box.width + 12), height: Math.ceil(box.height + 12) };
  return readPng(await page.screenshot({ clip }));
}

/** A15: at each stop a ring as large as a line of two pixels around it, in a contrast of 3 to the same place without it. */
export async function faintRings(setting: Setting): Promise<string[]> {
  const { page, card } = setting;
  const faults: string[] = [];
  await page.focus("#second");
  for (let stop = 0; stop < 20; stop++) {
    await page.keyboard.press("Tab");
    const focused = card.element.locator(":focus");
    if ((await focused.count()) === 0) return stop > 0 ? faults : ["Tab does not lead into the prompt"];
    const element = (await focused.elementHandle()) as ElementHandle<HTMLElement>;
    const name = await element.evaluate((it) => (it.closest("label") ?? it).textContent?.trim().slice(0, 24));
    const { width = 0, height = 0 } = (await element.boundingBox()) ?? {};
    const ringed = await pictureOf(setting, element);
    await element.evaluate((it) => it.blur());
    const bare = await pictureOf(setting, element);
    await element.focus();
    const changed = changedPixels(bare, ringed, 3);
    // Its round corners save a little.
    const wanted = Math.round(2 * 2 * (width + height) * 0.9);
    if (changed < wanted) faults.push(`${name}: ${changed} of ${wanted} pixels`);
  }
  return faults;
}

/** A21, A22: what a tick changes in the picture of its own label, in pixels that anybody can tell apart. */
export async function unseenTicks(setting: Setting): Promise<string[]> {
  const { page, card } = setting;
  const faults: string[] = [];
  const look = async (label: Locator, on: () => Promise<void>, off: () => Promise<void>, least: number) => {
    const element = (await label.elementHandle()) as ElementHandle<HTMLElement>;
    const rest = async () => {
      await page.mouse.move(1, 1);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      return pictureOf(setting, element);
    };
    await off();
    const before = await rest();
    await on();
    const changed = changedPixels(before, await rest(), 3);
    if (changed < least)
      faults.push(`${await label.textContent()}: ${changed} pixels change, at least ${least} should`);
  };
  for (const [index, answer] of (await card.scale.locator("label").all()).entries())
    await look(
      answer,
      () => card.choose(index + 1),
      () => card.choose(index === 0 ? 2 : index),
      150,
    );
  const first = card.reasons.first();
  await setting.settled();
  await look(
    card.more.locator(".chip").first(),
    () => first.check(),
    () => first.uncheck(),
    60,
  );
  return faults;
}
