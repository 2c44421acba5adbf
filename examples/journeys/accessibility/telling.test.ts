import { beforeEach, describe, expect, it } from "vitest";
import { en } from "../models/prompt.js";
import { announced, silentOrTwice } from "./checks/telling.js";
import { useSetting } from "./setting.js";
import { reach, type State } from "./states.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const FAILED = "This could not be saved. Please try again.";

describe("A26: what becomes of the answer is announced once, and seen", () => {
  it.each<[State, string]>([
    ["rated", "Saved. The rest is optional."],
    ["failed", FAILED],
    ["sending", "Sending …"],
    ["thanked", en.thanks],
    ["kept", en.kept],
    ["refused", "Not accepted: This task has already been rated."],
  ])("%s", async (state, sentence) => {
    await reach(setting(), state);
    expect(await silentOrTwice(setting(), sentence)).toEqual([]);
  });
});

describe("A27: there is one error, that saving failed", () => {
  it("its words are seen, the focus stays, and Send tries again", async () => {
    const { host, card } = setting();
    await reach(setting(), "failed");
    expect(await setting().focused()).toBe("prompt input");
    expect(await card.element.innerText()).toContain(FAILED);
    expect(await card.element.locator("[required], [aria-required], [aria-invalid=true]").count()).toBe(0);
    host.missing = undefined;
    await card.send.press("Enter");
    await card.ending.getByText(en.thanks).waitFor();
  });
});

describe("A28: words stay in view, and nobody counts aloud", () => {
  it("while a comment is written to its end", async () => {
    const { card, page } = setting();
    await reach(setting(), "rated");
    await announced(setting(), "Saved. The rest is optional.");
    const before = (await setting().watched()).told.length;
    await card.comment.fill("x".repeat(260));
    await card.comment.press("End");
    await page.keyboard.type("y".repeat(60));
    expect((await card.comment.inputValue()).length).toBe(300);
    expect((await setting().watched()).told.length).toBe(before);
    expect(await card.element.locator("[placeholder]").count()).toBe(0);
    expect(await card.more.getByText("Anything to add?").isVisible()).toBe(true);
  });
});

describe("A29: what was written is kept", () => {
  const WRITTEN = "The form was hard to find.";

  it("when the page is left: it is sent", async () => {
    await reach(setting(), "commenting");
    await setting().page.reload();
    await expect.poll(() => setting().host.posts.join()).toContain(WRITTEN);
  });

  it("when it cannot be saved: it stands there still", async () => {
    const { card, host } = setting();
    await reach(setting(), "failed");
    await card.comment.fill(WRITTEN);
    await card.send.click();
    await card.element.getByText(FAILED).waitFor();
    expect(await card.comment.inputValue()).toBe(WRITTEN);
    host.missing = undefined;
    await setting().settled();
    await card.send.click();
    await card.ending.getByText(en.thanks).waitFor();
    expect(host.posts.join()).toContain(WRITTEN);
  });

  it("when somebody goes back to the page by F6 and comes again", async () => {
    const { card, page } = setting();
    await reach(setting(), "commenting");
    await page.keyboard.press("F6");
    await page.keyboard.press("F6");
    expect(await card.comment.inputValue()).toBe(WRITTEN);
  });
});
