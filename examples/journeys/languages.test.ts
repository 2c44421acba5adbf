import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page, Route } from "playwright";
import { describe, expect, it } from "vitest";
import { en, Prompt } from "./models/prompt.js";
import { useStage } from "./stage.js";

const { languages } = JSON.parse(
  await readFile(fileURLToPath(new URL("../../packages/widget/dist/script/manifest.json", import.meta.url)), "utf8"),
) as { languages: Record<string, string> };

/** What a respondent reads first and last. */
const FIRST_AND_LAST: Record<string, [question: string, thanks: string]> = {
  ar: ["كيف سار الأمر؟", "شكرًا على ملاحظاتك."],
  cs: ["Jak to proběhlo?", "Děkujeme za zpětnou vazbu."],
  de: ["Wie ist es gelaufen?", "Vielen Dank für Ihr Feedback."],
  es: ["¿Cómo ha ido?", "Gracias por su opinión."],
  fr: ["Comment cela s'est-il passé ?", "Merci de votre retour."],
  he: ["איך היה?", "תודה על המשוב."],
  it: ["Com'è andata?", "Grazie per il feedback."],
  ja: ["今回の対応はいかがでしたか？", "ご回答ありがとうございました。"],
  nl: ["Hoe is het gegaan?", "Bedankt voor uw feedback."],
  pl: ["Jak to przebiegło?", "Dziękujemy za opinię."],
  "pt-BR": ["Como foi?", "Agradecemos o seu feedback."],
  "pt-PT": ["Como correu?", "Agradecemos a sua opinião."],
  "zh-Hans": ["这次办理得怎么样？", "感谢您的反馈。"],
};

const stage = useStage("shared");

async function open(): Promise<Page> {
  const { page } = await stage.visit();
  await page.goto(`${stage.collector.address}/examples/intranet-page/?lang=en`);
  return page;
}

/** Asks as an app does that names the language. */
async function ask(page: Page, locale: string): Promise<void> {
  await page.evaluate((tag) => {
    const { aftertask } = window as unknown as {
      aftertask: { ask(touchpoint: string, asked: object): Promise<unknown> };
    };
    void aftertask.ask("hr.benefits-paperwork", { task: `BEN-${tag}`, locale: tag });
  }, locale);
}

it("asks and thanks in every language", async () => {
  expect(Object.keys(FIRST_AND_LAST).toSorted()).toEqual(Object.keys(languages).toSorted());
  const page = await open();
  for (const [tag, [question, thanks]] of Object.entries(FIRST_AND_LAST)) {
    await ask(page, tag);
    const card = page.locator(`.card[lang="${tag}"]`);
    await card.getByRole("heading", { name: question, exact: true }).waitFor();
    await card.getByRole("radiogroup").getByRole("radio").last().click();
    // What a tap reveals takes the pointer a moment later.
    await card.locator(".more").waitFor();
    await card.locator(".send").click();
    await card.getByRole("heading", { name: thanks, exact: true }).waitFor();
    await card.getByRole("button").click();
    await card.waitFor({ state: "detached" });
  }
});

describe("a language that cannot be had does not cancel the ask:", () => {
  it.each<[string, (route: Route) => Promise<void>]>([
    ["its file is gone", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "Not found" })],
    ["its server fails", (route) => route.fulfill({ status: 500, body: "" })],
    [
      "its file is a login page",
      (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Sign in" }),
    ],
    ["its file never comes", async () => {}],
    ["the network is away", (route) => route.abort()],
  ])("%s", async (_what, answer) => {
    const page = await open();
    await page.route(`**/${languages["fr"]}`, answer);
    await ask(page, "fr");
    const prompt = new Prompt(page, en);
    await prompt.answer("Well").waitFor();
    await expect.poll(() => page.locator(".card").getAttribute("lang")).toBe("en");
    // Nothing of the other language comes with the second half, either.
    await prompt.choose("Well");
    await prompt.says("What went well?");
  });
});
