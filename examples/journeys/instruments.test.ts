import { describe, expect, it } from "vitest";
import { cs, en, Prompt } from "./models/prompt.js";
import { useStage } from "./stage.js";

const stage = useStage("fresh");

/** What each instrument asks on the page, in the order of its scores. */
const INSTRUMENTS = [
  ["outcome5", "How did it go?", ["Very badly", "Badly", "Neither well nor badly", "Well", "Very well"], 1],
  [
    "csat5",
    "How satisfied are you with how this was handled?",
    ["Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied"],
    1,
  ],
  [
    "ease5",
    "How easy or difficult was it to get this done?",
    ["Very difficult", "Difficult", "Neither easy nor difficult", "Easy", "Very easy"],
    1,
  ],
  [
    "nps11",
    "How likely are you to recommend this service to a colleague?",
    ["0 Not at all likely", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10 Extremely likely"],
    0,
  ],
  ["thumbs2", "Did it go well?", ["No", "Yes"], 0],
] as const;

/** The intranet page with a control of its own that asks with an instrument. */
async function open(instrument: string, attributes: Record<string, string> = {}) {
  const visit = await stage.visit({ viewport: { width: 320, height: 640 } });
  const { page } = visit;
  await page.goto(`${stage.collector.address}/examples/intranet-page/?lang=en`);
  await page.evaluate(
    (given) => {
      const control = document.body.appendChild(document.createElement("button"));
      control.textContent = "Finish";
      for (const [name, value] of Object.entries(given)) control.setAttribute(`data-aftertask-${name}`, value);
    },
    { ask: `survey.${instrument}`, task: "JOB-1", instrument, ...attributes },
  );
  return { ...visit, finish: () => page.getByRole("button", { name: "Finish" }).click() };
}

describe.each(INSTRUMENTS)("%s", (instrument, question, answers, lowest) => {
  it("is asked, changed, sent and kept with its own scale, on a small screen", async () => {
    const { page, complaints, finish } = await open(instrument);
    const prompt = new Prompt(page, { ...en, question });
    await finish();
    await prompt.scale.waitFor();
    expect(await prompt.scale.getByRole("radio").count()).toBe(answers.length);
    for (const name of answers) expect(await prompt.answer(name).count(), name).toBe(1);
    const { width } = (await prompt.scale.boundingBox()) ?? { width: 0 };
    expect(width).toBeLessThanOrEqual(320);

    const best = answers.at(-1) as string;
    await prompt.choose(best);
    await prompt.region.getByRole("checkbox", { name: "Helpful" }).click();
    await prompt.choose(answers[0]);
    await prompt.region.getByRole("group", { name: "What went wrong?" }).waitFor();
    await prompt.region.getByRole("checkbox", { name: "Not (fully) resolved" }).click();
    await prompt.region.getByRole("combobox").selectOption({ label: "15 min – 1 h" });
    await prompt.region.getByRole("textbox").fill("Twice the same form.");
    await prompt.send();
    await prompt.says(en.thanks);
    expect(complaints).toEqual([]);

    await stage.collector.report(`survey.${instrument}`);
    await stage.collector.stop();
    const rows = stage.collector.rows("ratings");
    expect(rows).toMatchObject([{ touchpoint: `survey.${instrument}`, instrument, score: lowest }]);
    expect(JSON.parse(String(rows[0]?.["details"]))).toMatchObject({
      wording: `${instrument}.en.1`,
      reasons: ["not-solved"],
      lostTime: "15m-1h",
      comment: "Twice the same form.",
      notSolved: true,
    });
  });
});

it("doesn't apply travels as no score, with the words of the page's language", async () => {
  const { page, finish } = await open("nps11");
  await page.evaluate(() => (document.documentElement.lang = "cs"));
  const prompt = new Prompt(page, cs);
  await finish();
  await prompt.choose("Netýká se");
  await prompt.send();
  await prompt.says(cs.thanks);
  await stage.collector.report("survey.nps11");
  await stage.collector.stop();
  const [row] = stage.collector.rows("ratings");
  expect(row).toMatchObject({ instrument: "nps11", score: null });
  expect(JSON.parse(String(row?.["details"]))).toMatchObject({ wording: "nps11.cs.1" });
});

it("an instrument that cannot be fetched is not asked, and the page hears of it; the next ask tries again", async () => {
  const { page, complaints, finish } = await open("thumbs2");
  await page.evaluate(() => {
    const here = globalThis as unknown as { because: string[] };
    here.because = [];
    document.addEventListener("aftertask-not-asked", (event) =>
      here.because.push((event as CustomEvent<{ because: string }>).detail.because),
    );
  });
  const because = () => page.evaluate(() => (globalThis as unknown as { because: string[] }).because);
  await page.route("**/thumbs2-*.js", (route) => route.abort());
  await finish();
  await expect.poll(because).toEqual(["busy"]);
  // The browser reports what nobody has caught in a later task than the one in which the page hears of it.
  await expect.poll(() => complaints.join("\n")).toMatch(/uncaught: .*thumbs2-/);
  await page.unroute("**/thumbs2-*.js");
  await finish();
  await new Prompt(page, { ...en, question: "Did it go well?" }).scale.waitFor();
});

describe("in mode mock", () => {
  it("a prompt is answered as ever; nothing is sent, and nothing is stored", async () => {
    const { page, complaints, requests, finish } = await open("ease5");
    await page.evaluate(() => {
      const script = document.querySelector("script[data-key]") as HTMLScriptElement;
      script.dataset["mode"] = "mock";
      delete script.dataset["fatigue"];
    });
    const stored = () =>
      page.evaluate(async () => [
        ...Object.keys(localStorage),
        ...(await indexedDB.databases()).map(({ name }) => name),
      ]);
    const before = await stored();
    const prompt = new Prompt(page, en);
    await finish();
    await prompt.choose("Easy");
    await prompt.says("Saved. The rest is optional.");
    await prompt.send();
    await prompt.says(en.thanks);
    expect(requests.filter(({ path }) => path.startsWith("/v1/"))).toEqual([]);
    expect(await stored()).toEqual(before);
    expect(complaints).toEqual([]);
  });
});
