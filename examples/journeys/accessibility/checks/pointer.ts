import type { Setting } from "../setting.js";

/** A32: what a press does that is taken back before it is released, and what hovering shows. */
export async function actsTooEarly(setting: Setting): Promise<string[]> {
  const { page, card, host } = setting;
  const faults: string[] = [];
  const stands = () =>
    card.element.evaluate((it) =>
      [it.textContent, ...[...it.querySelectorAll("input")].map(({ checked }) => checked)].join(),
    );
  const before = await stands().catch(() => "nothing");
  const pressed = [card.answers.nth(3), card.outside, card.buttons.first(), card.buttons.last()];
  for (const target of pressed) {
    const box = await target.boundingBox();
    if (!box) return ["there is nothing to press"];
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForTimeout(60);
    if ((await stands().catch(() => "nothing")) !== before) faults.push("hovering shows or takes away something");
    await page.mouse.down();
    await page.waitForTimeout(60);
    await page.mouse.move(20, 20, { steps: 4 });
    await page.mouse.up();
    if ((await stands().catch(() => "nothing")) !== before) {
      faults.push("a press acts before it is released");
      break;
    }
  }
  if (host.posts.length > 0) faults.push("something was sent");
  if ((await card.element.locator("[draggable=true]").count()) > 0) faults.push("something is to be dragged");
  return faults;
}
