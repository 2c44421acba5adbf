import { beforeEach, describe, expect, it } from "vitest";
import { en } from "../models/prompt.js";
import { vanishes } from "./checks/time.js";
import { useSetting } from "./setting.js";
import { reach, STATES } from "./states.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

describe("A24: an hour later", () => {
  it.each(STATES.filter((state) => state !== "sending"))("%s still stands, word for word", async (state) => {
    expect(await vanishes(setting(), () => reach(setting(), state))).toEqual([]);
  });

  it("what was being sent says that it is kept, and stands", async () => {
    const { page, card, host } = setting();
    await page.clock.install();
    await reach(setting(), "sending");
    // On its way: what has not begun to wait would wait from the end of the hour on.
    await expect.poll(() => host.posts.length).toBe(1);
    await page.clock.fastForward("01:00:00");
    await card.ending.getByText(en.kept).waitFor();
  });
});

const explained = (task: string) => {
  const { aftertask } = globalThis as unknown as { aftertask: { explain(...given: unknown[]): Promise<unknown> } };
  return aftertask.explain("hr.benefits-paperwork", { task });
};

describe("A25: it can be put off and switched off", () => {
  const politely = { script: 'data-fatigue="default"' };
  /** By the place of the button: not now, never. */
  const press = async (button: 0 | 1) => {
    await setting().ask();
    await setting().card.buttons.nth(button).click();
    await setting().card.element.waitFor({ state: "detached" });
  };

  it("for a while, and that outlives the page", async () => {
    setting().host.page = politely;
    await setting().open();
    expect(await setting().page.evaluate(explained, "next")).toMatchObject({ ask: true });
    await press(0);
    await setting().page.reload();
    await setting().page.waitForFunction(() => "aftertask" in globalThis);
    expect(await setting().page.evaluate(explained, "next")).toMatchObject({ ask: false, because: "cooling-down" });
  });

  it("for good, and that outlives the page", async () => {
    setting().host.page = politely;
    await setting().open();
    await press(1);
    await setting().page.reload();
    await setting().page.waitForFunction(() => "aftertask" in globalThis);
    expect(await setting().page.evaluate(explained, "next")).toMatchObject({ ask: false, because: "opted-out" });
  });

  it("by the page that embeds it", async () => {
    setting().host.page = { script: 'data-mode="off"' };
    await setting().open();
    expect(await setting().page.evaluate(explained, "next")).toMatchObject({ ask: false, because: "disabled" });
  });

  it("without storage for as long as the page lives", async () => {
    setting().host.page = politely;
    await setting().open();
    await setting().page.evaluate(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new Error("denied");
        },
      });
    });
    await press(1);
    expect(await setting().page.evaluate(explained, "next")).toMatchObject({ ask: false, because: "opted-out" });
  });
});
