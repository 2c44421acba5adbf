import { expect, it } from "vitest";
import { en, Prompt } from "./models/prompt.js";
import { RequestsPage } from "./models/requests-page.js";
import { useStage } from "./stage.js";

const stage = useStage("fresh");

const pending = () => (globalThis as unknown as { aftertask: { pending(): Promise<number> } }).aftertask.pending();

it("a rating given while the collector is away is kept, survives a reload and arrives exactly once", async () => {
  const { page, requests } = await stage.visit();
  const requestsPage = new RequestsPage(page, `${stage.collector.address}/?lang=en`);
  const prompt = new Prompt(page, en);
  await requestsPage.open();
  await requestsPage.closing("BEN-1042").click();
  await prompt.ready();
  await stage.collector.stop();

  await prompt.choose("Badly");
  await prompt.send();
  await prompt.says(en.kept);
  expect(await prompt.region.getByText(en.thanks).count()).toBe(0);
  expect(await page.evaluate(pending)).toBe(1);

  // The page comes from the collector too, so it has to be back for the reload itself; the page is left without it.
  await page.goto("about:blank");
  await stage.collector.resume();
  requests.length = 0;
  await requestsPage.open();
  await page.waitForFunction(async () => {
    const { aftertask } = globalThis as unknown as { aftertask?: { pending(): Promise<number> } };
    return aftertask && (await aftertask.pending()) === 0;
  });
  // The browser tells of a request that may outlive its page a moment later than of others.
  await expect.poll(() => requests.filter(({ method }) => method === "POST").length).toBe(1);
  await expect.poll(() => requestsPage.lastDecision.textContent()).toContain("had been waiting here");

  await stage.collector.report("hr.benefits-paperwork");
  await stage.collector.stop();
  expect(stage.collector.rows("ratings")).toMatchObject([{ touchpoint: "hr.benefits-paperwork", score: 2 }]);
});

it("a tap is kept even if nobody ever presses Send: leaving the page seals it", async () => {
  const { page } = await stage.visit();
  const requestsPage = new RequestsPage(page, `${stage.collector.address}/?lang=en`);
  const prompt = new Prompt(page, en);
  await requestsPage.open();
  await requestsPage.closing("IT-2213").click();
  await prompt.choose("Well");
  await prompt.region.getByText("Saved. The rest is optional.").waitFor();
  await page.goto("about:blank");
  await expect.poll(async () => (await stage.collector.report("it.access-request")).rows.length).toBe(1);
  await stage.collector.stop();
  expect(stage.collector.rows("ratings")).toMatchObject([{ touchpoint: "it.access-request", score: 4 }]);
});

it("a collector killed while it works keeps what it has acknowledged", async () => {
  const { page } = await stage.visit();
  const requestsPage = new RequestsPage(page, `${stage.collector.address}/?lang=en`);
  const prompt = new Prompt(page, en);
  await requestsPage.open();
  await requestsPage.closing("PRO-0771").click();
  await prompt.choose("Very well");
  await prompt.send();
  await prompt.says(en.thanks);
  await stage.collector.stop("SIGKILL");
  await stage.collector.resume();
  await stage.collector.report("procurement.supplier-onboarding");
  await stage.collector.stop();
  expect(stage.collector.rows("ratings")).toMatchObject([{ touchpoint: "procurement.supplier-onboarding", score: 5 }]);
});

it("the same person is not asked about the same task twice", async () => {
  const { page } = await stage.visit();
  const requestsPage = new RequestsPage(page, `${stage.collector.address}/?lang=en`);
  const prompt = new Prompt(page, en);
  await requestsPage.open();
  await requestsPage.closing("BEN-1042").click();
  await prompt.choose("Well");
  await prompt.send();
  await prompt.says(en.thanks);
  await prompt.button(en.close).click();
  const ask = () =>
    (globalThis as unknown as { aftertask: { ask(...given: unknown[]): Promise<unknown> } }).aftertask.ask(
      "hr.benefits-paperwork",
      { task: "BEN-1042" },
    );
  expect(await page.evaluate(ask)).toEqual({ outcome: "not-asked", because: "already-rated" });
  expect(await requestsPage.lastDecision.textContent()).toContain("already-rated");
});
