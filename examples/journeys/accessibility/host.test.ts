import type { Frame } from "playwright";
import { beforeEach, describe, expect, it } from "vitest";
import { actsTooEarly } from "./checks/pointer.js";
import { spoken, spokenInPrompt } from "./checks/tree.js";
import { STRICT } from "./host-page.js";
import { useSetting } from "./setting.js";
import { reach } from "./states.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

it("A32: a press counts when it is released where it began, and nothing is shown to the pointer alone", async () => {
  await setting().open();
  await setting().ask();
  expect(await actsTooEarly(setting())).toEqual([]);
});

it("A33: it stands in the same place, in the same order, on every page", async () => {
  const fixtures = [
    {},
    { css: "* { font: 20px serif; box-sizing: content-box; direction: inherit } body { margin: 80px; zoom: 1 }" },
    { main: "<p>line</p>".repeat(200), css: "body { display: grid; transform: translateX(40px) } p { float: right }" },
  ];
  const seen: { right: number; bottom: number; order: string[] }[] = [];
  await setting().page.emulateMedia({ reducedMotion: "reduce" });
  for (const fixture of fixtures) {
    setting().host.page = fixture;
    await setting().open();
    await setting().ask();
    const box = await setting().card.element.boundingBox();
    const order = (await spokenInPrompt(setting())).flatMap(({ role, name }) =>
      role === "StaticText" ? [] : `${role} ${name}`,
    );
    seen.push({
      right: Math.round((box?.x ?? 0) + (box?.width ?? 0)),
      bottom: Math.round((box?.y ?? 0) + (box?.height ?? 0)),
      order,
    });
  }
  expect(seen[0]?.order.length).toBeGreaterThan(8);
  // A bar to scroll with takes its own width.
  expect(seen.map(({ bottom, order }) => ({ bottom, order }))).toEqual(
    fixtures.map(() => ({ bottom: 780, order: seen[0]?.order })),
  );
  for (const { right } of seen) expect(right).toBeGreaterThan(1240);
});

describe("A34: a modal dialog of the page", () => {
  const openDialog = () => {
    const dialog = document.createElement("dialog");
    dialog.id = "dialog";
    dialog.append(Object.assign(document.createElement("button"), { textContent: "Sure" }));
    document.body.append(dialog);
    dialog.showModal();
  };
  const closeDialog = () => document.querySelector<HTMLDialogElement>("#dialog")?.close();

  it("is waited for", async () => {
    const { page, card } = setting();
    await setting().open();
    await page.evaluate(openDialog);
    await setting().begin();
    await page.waitForTimeout(800);
    expect(await card.element.count()).toBe(0);
    await page.evaluate(closeDialog);
    await card.element.waitFor();
  });

  it("that opens later takes the prompt off the screen, and leaves its choice as it was", async () => {
    const { page, card } = setting();
    await reach(setting(), "rated");
    // It does not come back under a pointer.
    await page.mouse.move(20, 20);
    await page.evaluate(openDialog);
    await expect.poll(() => card.element.isVisible()).toBe(false);
    await page.evaluate(closeDialog);
    await expect.poll(() => card.element.isVisible()).toBe(true);
    expect(await card.answers.nth(1).isChecked()).toBe(true);
    await card.answers.nth(3).click();
    expect(await card.answers.nth(3).isChecked()).toBe(true);
  });
});

describe("A35: where the page is not to be met, the prompt is not either", () => {
  const told = async () =>
    (await spoken(setting())).filter(({ role, name }) => role === "region" || /Very well/.test(name));

  it.each(["inert", "hidden", 'style="display:none"', 'aria-hidden="true"'])("in a part that is %s", async (how) => {
    setting().host.page = { main: `<div id="outer"><div id="place"></div></div>`, policy: undefined };
    await setting().open();
    await setting().ask({ layout: "inline" });
    expect((await told()).length).toBeGreaterThan(1);
    await setting().page.evaluate((attribute) => {
      const [name = "", value = ""] = attribute.split("=");
      document.querySelector("#outer")?.setAttribute(name, value.replaceAll('"', ""));
    }, how);
    expect(await told()).toEqual([]);
  });

  it("on paper", async () => {
    await reach(setting(), "rated");
    await setting().page.emulateMedia({ media: "print" });
    expect(await setting().card.element.isVisible()).toBe(false);
    expect(await told()).toEqual([]);
  });

  it("in a frame it stays inside", async () => {
    const { page } = setting();
    setting().host.page = { policy: `${STRICT}; frame-src 'self'` };
    await setting().open();
    const element = await page.evaluateHandle(() => {
      const frame = document.createElement("iframe");
      frame.src = location.href;
      frame.width = "420";
      frame.height = "560";
      document.body.append(frame);
      return frame;
    });
    const frame = (await element.contentFrame()) as Frame;
    await frame.waitForURL(page.url());
    await frame.waitForFunction(() => "aftertask" in globalThis);
    await frame.evaluate(() => {
      const { aftertask } = globalThis as unknown as { aftertask: { ask(...given: unknown[]): Promise<unknown> } };
      void aftertask.ask("hr.benefits-paperwork", { task: "framed" });
    });
    await frame.locator("aftertask-prompt .card").waitFor();
    expect(await page.locator("body > aftertask-prompt").count()).toBe(0);
  });
});

it("A38: under the strictest policy it is what it is without one", async () => {
  const trees = [];
  for (const page of [{}, { policy: undefined }]) {
    setting().host.page = page;
    for (const state of ["asking", "thanked"] as const) {
      await reach(setting(), state);
      trees.push(
        (await spokenInPrompt(setting()))
          .map(({ role, name, level }) => `${role} ${name} ${level ?? ""}`)
          .filter((line) => !/^(status|StaticText|Inline)/.test(line)),
      );
    }
    expect((await setting().watched()).violations).toEqual([]);
  }
  expect(trees[0]?.length).toBeGreaterThan(8);
  expect(trees.slice(2)).toEqual(trees.slice(0, 2));
});

it("A39: the page's own control that asks stays what it was", async () => {
  const { page, card } = setting();
  setting().host.page = {
    main: `<button id="close" data-aftertask-ask="hr.benefits-paperwork" data-aftertask-task="BEN-1">Close case</button>`,
  };
  await setting().open();
  const stands = async () => ({
    html: await page.locator("#close").evaluate((button) => button.outerHTML),
    spoken: (await spoken(setting())).filter(({ name }) => name === "Close case").map(({ node: _, ...rest }) => rest),
  });
  const before = await stands();
  await page.locator("#close").click();
  await card.element.waitFor();
  expect(await stands()).toEqual(before);
  // The key is linked in a file that comes once the card is shown.
  await setting().complete();
  await page.keyboard.press("F6");
  await page.keyboard.press("Escape");
  await card.element.waitFor({ state: "detached" });
  expect(await stands()).toEqual(before);
});
