import type { Asked, Setting } from "../setting.js";
import type { Watched } from "../watch.js";

const faultIf = (fault: unknown, says: string): string[] => (fault ? [says] : []);

/** A1: who works in the page goes on working when the prompt appears. */
export async function takesTheFocus(setting: Setting, asked: Asked = {}, watched = 2_000): Promise<string[]> {
  const { page } = setting;
  await setting.open();
  await page.focus("#second");
  await setting.ask(asked);
  const faults = new Set<string>();
  const end = performance.now() + watched;
  do {
    const focused = await setting.focused();
    if (focused !== "second") faults.add(`the focus went to ${focused}`);
    await page.waitForTimeout(100);
  } while (faults.size === 0 && performance.now() < end);
  return [...faults];
}

/** A2: the page lies still under it. */
export async function movesThePage(setting: Setting, asked: Asked = {}): Promise<string[]> {
  const { page, host } = setting;
  host.page = { ...host.page, main: `<ul>${"<li><a href='#field'>A line of the page</a></li>".repeat(80)}</ul>` };
  await setting.open();
  await page.evaluate(() => scrollTo(0, 400));
  const boxes = () =>
    page.evaluate(() => ({
      scrolled: scrollY,
      places: [...document.querySelectorAll("body *:not(aftertask-prompt)")].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].join();
      }),
    }));
  const before = await boxes();
  const shiftBefore = (await setting.watched()).shift;
  await setting.ask(asked);
  await page.waitForTimeout(400);
  const after = await boxes();
  const { shift } = await setting.watched();
  return [
    ...faultIf(before.scrolled !== after.scrolled, `the page scrolled from ${before.scrolled} to ${after.scrolled}`),
    ...faultIf(before.places.join(";") !== after.places.join(";"), "something of the page moved"),
    ...faultIf(shift !== shiftBefore, `a layout shift of ${shift - shiftBefore}`),
  ];
}

/** A3: it is told of once, politely, from a region that was there before, and is silent when it has gone. */
export async function tellsBadly(setting: Setting, asked: Asked = {}): Promise<string[]> {
  const { page } = setting;
  await setting.open();
  await setting.ask(asked);
  // Told once, it may yet be told again.
  await page
    .waitForFunction(() => (globalThis as unknown as { watched: Watched }).watched.told.length > 1, undefined, {
      timeout: 10_000,
    })
    .catch(() => {});
  await page.waitForTimeout(600);
  const { told, loud } = await setting.watched();
  const [first, second] = told;
  const faults = [
    ...faultIf(told.length !== 2, `${Math.max(0, told.length - 1)} changes of the status, not one`),
    ...faultIf(first?.text !== "", "the status was not there, empty, before it was filled"),
    ...faultIf(first && second && second.at - first.at < 990, "the status was filled at once"),
    ...faultIf(told.length > 1 && !told[1]?.text.includes("F6"), "the message does not say how to get there"),
    ...loud.map((region) => `a loud region: ${region}`),
  ];
  await page.keyboard.press("F6");
  await page.keyboard.press("Escape");
  await setting.card.element.waitFor({ state: "detached", timeout: 10_000 }).catch(() => {
    faults.push("Escape did not close it");
  });
  const left = await page.evaluate(
    () => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector("[role=status]")?.textContent ?? "",
  );
  return [...faults, ...faultIf(left, `when it had gone, the status still said "${left}"`)];
}
