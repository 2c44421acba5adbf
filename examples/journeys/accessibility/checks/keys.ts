import type { Asked, Setting } from "../setting.js";

/** A5: F6 leads in and back. */
export async function f6Fails(setting: Setting, asked: Asked = {}): Promise<string[]> {
  const { page } = setting;
  const faults: string[] = [];
  const expect = async (key: string, wanted: RegExp) => {
    await page.keyboard.press(key);
    const focused = await setting.focused();
    if (!wanted.test(focused)) faults.push(`after ${key} the focus is on ${focused || "nothing"}`);
  };
  await setting.open();
  await setting.ask(asked);
  await page.focus("#first");
  await expect("F6", /^prompt input/);
  await expect("Shift+F6", /^first$/);
  await expect("F6", /^prompt input/);
  await expect("F6", /^first$/);
  return faults;
}

/** Where Tab goes, from the page's first stop until it comes round, by id or by what it is in the prompt. */
async function stops(setting: Setting, key: "Tab" | "Shift+Tab", most = 40): Promise<string[]> {
  const { page } = setting;
  const seen: string[] = [];
  for (let press = 0; press < most; press++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(() => {
      const active = document.activeElement;
      const inside = active?.shadowRoot?.activeElement;
      if (inside instanceof HTMLInputElement && inside.type === "radio") return "answers";
      if (inside)
        return (
          (inside.closest("label")?.textContent ?? inside.textContent ?? "").trim().slice(0, 20) || inside.localName
        );
      return active === document.body ? "" : active?.id || active?.getAttribute("href") || (active?.localName ?? "");
    });
    if (stop === "" || (seen.length > 0 && stop === seen[0])) break;
    seen.push(stop);
  }
  return seen;
}

/** A6: in and out by Tab both ways, in the order of the document, with nothing that jumps the line. */
export async function tabFails(setting: Setting, expected: readonly string[]): Promise<string[]> {
  const { page } = setting;
  const faults: string[] = [];
  const start = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await start();
  const forth = await stops(setting, "Tab");
  await page.evaluate(() => document.querySelector<HTMLElement>("header a")?.focus());
  const back = [await firstStop(setting), ...(await stops(setting, "Shift+Tab"))];
  const [first, ...rest] = back;
  if (forth.join() !== expected.join()) faults.push(`Tab goes ${forth.join(" → ")}`);
  const turned = [first, ...rest.filter((stop) => stop !== first).toReversed()];
  if (turned.join() !== expected.join()) faults.push(`Shift+Tab comes back ${turned.join(" ← ")}`);
  const positive = await page.evaluate(
    () =>
      document
        .querySelector("aftertask-prompt")
        ?.shadowRoot?.querySelectorAll("[tabindex]:not([tabindex='0'],[tabindex^='-'])").length,
  );
  if (positive) faults.push(`${positive} positive tab index`);
  return faults;
}

function firstStop({ page }: Setting): Promise<string> {
  return page.evaluate(() => document.activeElement?.id || (document.activeElement?.getAttribute("href") ?? ""));
}

/** A7: Escape closes from inside and gives the focus back; outside it is the page's. */
export async function escapeFails(setting: Setting, asked: Asked = {}): Promise<string[]> {
  const { page, card } = setting;
  const faults: string[] = [];
  await setting.open();
  await setting.ask(asked);
  await page.evaluate(() => {
    const here = globalThis as unknown as { escapes: boolean[] };
    here.escapes = [];
    addEventListener("keydown", (event) => event.key === "Escape" && here.escapes.push(event.defaultPrevented));
  });
  await page.focus("#first");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(100);
  if ((await card.element.count()) === 0) return ["Escape in the page closes the prompt"];
  const escapes = await page.evaluate(() => (globalThis as unknown as { escapes: boolean[] }).escapes);
  if (escapes.join() !== "false") faults.push("Escape in the page does not reach the page untouched");
  await page.keyboard.press("F6");
  await page.keyboard.press("Escape");
  const gone = await card.element.waitFor({ state: "detached", timeout: 10_000 }).then(
    () => true,
    () => false,
  );
  if (!gone) faults.push("Escape inside does not close");
  if ((await setting.focused()) !== "first") faults.push(`the focus went to ${await setting.focused()}`);
  return faults;
}

/** A8: the page hears every key and click as if the prompt were not there. */
export async function swallows(setting: Setting, asked: Asked = {}): Promise<string[]> {
  const without = await heard(setting, undefined);
  const withIt = await heard(setting, asked);
  const lost = without.filter((line, index) => withIt[index] !== line);
  return lost.length > 0 || without.length !== withIt.length
    ? [
        `the page heard ${withIt.length} of ${without.length} events; first other: ${lost[0] ?? withIt.at(without.length)}`,
      ]
    : [];
}

async function heard(setting: Setting, asked: Asked | undefined): Promise<string[]> {
  const { page } = setting;
  await setting.open();
  if (asked) await setting.ask(asked);
  await page.evaluate(() => {
    const here = globalThis as unknown as { heard: string[] };
    here.heard = [];
    const types = [
      "keydown",
      "keyup",
      "beforeinput",
      "input",
      "pointerdown",
      "pointerup",
      "mousedown",
      "click",
      "wheel",
      "copy",
    ];
    for (const type of types)
      document.addEventListener(type, (event) => {
        const { id, localName } = event.target as Element;
        const key = event instanceof KeyboardEvent ? ` ${event.key}` : "";
        here.heard.push(`${type}${key} on ${id || localName}${event.defaultPrevented ? ", prevented" : ""}`);
      });
  });
  await page.click("#first");
  await page.click("#field");
  await page.keyboard.type("a case");
  for (const key of [
    "Enter",
    "Escape",
    "Control+Enter",
    "Control+a",
    "Control+c",
    "ArrowLeft",
    "Tab",
    "Space",
    "F1",
    "F7",
  ])
    await page.keyboard.press(key);
  await page.mouse.wheel(0, 40);
  await page.click("h1");
  return page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

/** A9: arrow keys go round all answers and mark each, *doesn't apply* included. */
export async function arrowsFail(setting: Setting, turned = false, asked: Asked = {}): Promise<string[]> {
  const { page } = setting;
  await setting.open();
  await setting.ask(asked);
  const last = await setting.card.answers.count();
  await page.keyboard.press("F6");
  const marked = () =>
    page.evaluate(() => {
      const root = document.querySelector("aftertask-prompt")?.shadowRoot;
      const radios = [...(root?.querySelectorAll<HTMLInputElement>("input[type=radio]") ?? [])];
      const on = radios.findIndex((radio) => radio.checked);
      return root?.activeElement === radios[on] ? on : -1;
    });
  const walk: number[] = [];
  const [on, back] = turned ? (["ArrowLeft", "ArrowRight"] as const) : (["ArrowRight", "ArrowLeft"] as const);
  const round = Array.from({ length: last + 1 }, () => on);
  for (const key of [...round, "ArrowDown", "ArrowUp", back]) {
    await page.keyboard.press(key);
    walk.push(await marked());
  }
  const right = [...round.keys()].map((step) => (step + 1) % round.length).concat(1, 0, last);
  return walk.join() === right.join() ? [] : [`the arrows mark ${walk.join()}`];
}

/** A9: how the Tab key meets the answers: once, however many they are, whether one is chosen or not. */
export async function manyStops({ page, card }: Setting): Promise<string[]> {
  const faults: string[] = [];
  for (const chosen of [false, true]) {
    await page.focus("#second");
    await page.keyboard.press("F6");
    // F6 leads back to where one was.
    await card.element.locator("[type=radio]").first().focus();
    if (chosen) await page.keyboard.press("ArrowDown");
    let radios = 0;
    for (let stop = 0; stop < 20 && (await card.element.locator(":focus").count()) > 0; stop++) {
      radios += await card.element.locator("[type=radio]:focus").count();
      await page.keyboard.press("Tab");
    }
    if (radios !== 1) faults.push(`${radios} stops at the answers, ${chosen ? "one" : "none"} being chosen`);
  }
  return faults;
}

/** A10: looking through the answers saves nothing, sends nothing, closes nothing and keeps the focus. */
export async function choosesTooMuch(setting: Setting): Promise<string[]> {
  const { page, host, card } = setting;
  const faults: string[] = [];
  await setting.open();
  await setting.ask();
  await page.keyboard.press("F6");
  for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(100);
  const focused = await setting.focused();
  if (!focused.startsWith("prompt input")) faults.push(`the focus went to ${focused}`);
  if (!(await card.scale.isVisible())) faults.push("the question has gone");
  const pending = await setting.pending();
  if (host.posts.length + pending > 0) faults.push(`${host.posts.length} requests and ${pending} saved after 20 keys`);
  return faults;
}
