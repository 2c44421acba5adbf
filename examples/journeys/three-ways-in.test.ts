import { describe, expect, it } from "vitest";
import { cs, en, Prompt, type PromptWords } from "./models/prompt.js";
import { RequestsPage } from "./models/requests-page.js";
import { useStage } from "./stage.js";

const stage = useStage("shared");

describe.each([
  ["the script tag", "intranet-page", { corner: "BEN-1042", beside: "FIL-0094", other: "IT-2213" }],
  ["the npm import", "npm-app", { corner: "FAC-0318", beside: "FAC-0322", other: "ROOM-0057" }],
  ["the React wrapper", "react-app", { corner: "IT-2230", beside: "PRO-0771", other: "INV-2291" }],
] as const)("%s", (_way, example, cases) => {
  const at = async (lang: string, words: PromptWords, closeCase: string) => {
    const { page, complaints } = await stage.visit();
    const requestsPage = new RequestsPage(
      page,
      `${stage.collector.address}/examples/${example}/?lang=${lang}`,
      closeCase,
    );
    await requestsPage.open();
    return { page, complaints, requestsPage, prompt: new Prompt(page, words) };
  };

  it("asks without taking the focus, saves on a tap, thanks when it is confirmed", async () => {
    const { page, complaints, requestsPage, prompt } = await at("en", en, "Close case");
    await requestsPage.closing(cases.corner).click();
    await prompt.region.waitFor();
    expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe("aftertask-prompt");
    await prompt.choose("Badly");
    await prompt.region.getByRole("group", { name: "What went wrong?" }).waitFor();
    await prompt.region.getByRole("checkbox").first().click();
    await prompt.region.getByRole("textbox").fill("Twice the same form.");
    await prompt.send();
    await prompt.says(en.thanks);
    await prompt.button(en.close).click();
    await prompt.region.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });

  it("asks beside or in the place where the work ended", async () => {
    const { complaints, requestsPage, prompt } = await at("en", en, "Close case");
    const control = requestsPage.closing(cases.beside);
    const before = await control.boundingBox();
    await control.click();
    await prompt.region.waitFor();
    await expect.poll(async () => distance(await prompt.region.boundingBox(), before)).toBeLessThan(250);
    await prompt.choose("Very well");
    await prompt.send();
    await prompt.says(en.thanks);
    expect(complaints).toEqual([]);
  });

  it("takes not now for an answer", async () => {
    const { complaints, requestsPage, prompt } = await at("en", en, "Close case");
    await requestsPage.closing(cases.other).click();
    await prompt.button(en.notNow).click();
    await prompt.region.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });

  it("speaks Czech", async () => {
    const { complaints, page, prompt } = await at("cs", cs, "");
    await page.getByRole("button", { name: new RegExp(cases.other) }).click();
    await prompt.choose("Dobře");
    await prompt.send();
    await prompt.says(cs.thanks);
    expect(complaints).toEqual([]);
  });
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pixels between two boxes; 0 when they touch. */
function distance(one: Box | null, other: Box | null): number {
  if (!one || !other) return Infinity;
  const gap = (start: number, size: number, otherStart: number, otherSize: number) =>
    Math.max(0, otherStart - (start + size), start - (otherStart + otherSize));
  return Math.hypot(gap(one.x, one.width, other.x, other.width), gap(one.y, one.height, other.y, other.height));
}
