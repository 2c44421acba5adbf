import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isoWeekOf, startOfIsoWeek } from "@aftertask/schema/words";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, visit } from "./browser.js";
import { RunningCollector } from "./collector.js";
import { en, fr, Prompt } from "./models/prompt.js";
import { RequestsPage } from "./models/requests-page.js";

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const NOW = Date.now();
const WEEK = isoWeekOf(NOW);

/** With its clock in the middle of the week: a week that ends meanwhile would take some of the five who rate. */
const MIDWEEK = {
  preload: [new URL("faults/preload/clock.mjs", import.meta.url).href],
  env: { AFTERTASK_CLOCK_AHEAD: String(startOfIsoWeek(WEEK) + 84 * 3_600_000 - NOW) },
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe("a tap on the intranet page", () => {
  let collector: RunningCollector;
  beforeAll(async () => {
    collector = await RunningCollector.start(MIDWEEK);
  });
  afterAll(() => collector.end());

  it("becomes a report, in French, under the strictest policy", async () => {
    const { page, complaints, requests, context } = await visit(browser);
    const answer = await page.goto(`${collector.address}/examples/intranet-page/?lang=fr`);
    expect(answer?.headers()["content-security-policy"]).toBe(POLICY);
    const requestsPage = new RequestsPage(page, "", "Clore le dossier");
    const prompt = new Prompt(page, fr);
    const posts = () => requests.filter(({ path }) => path.startsWith("/v1/"));

    const control = page.locator("[data-aftertask-ask='hr.benefits-paperwork']");
    await control.focus();
    await control.press("Enter");
    await prompt.region.waitFor();
    expect(await control.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(posts(), "nothing is sent before the respondent acts").toEqual([]);

    expect(await prompt.scale.getByRole("radio").count()).toBe(5);
    for (const name of fr.scale) expect(await prompt.scale.getByRole("radio", { name, exact: true }).count()).toBe(1);

    await prompt.choose("Bien");
    expect(posts(), "nothing leaves the page before it is sealed").toEqual([]);
    await prompt.send();
    await prompt.says(fr.thanks);
    // The browser tells of a request that may outlive its page a moment later than of others.
    await expect.poll(posts).toEqual([{ method: "POST", path: "/v1/ratings" }]);
    expect(await requestsPage.lastDecision.textContent()).toContain("BEN-1042");
    expect(complaints).toEqual([]);

    const { rows } = await collector.report("hr.benefits-paperwork");
    expect(rows).toEqual([{ touchpoint: "hr.benefits-paperwork", week: WEEK, shown: false }]);
    await context.close();
  });

  it("is kept without person, task, or any time finer than the week", async () => {
    await collector.stop();
    const rows = collector.rows("ratings");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ touchpoint: "hr.benefits-paperwork", score: 4 });
    expect(collector.rows("intake"), "the mix has emptied it").toEqual([]);

    // By the clock of the page, and by the collector's.
    const ahead = Number(MIDWEEK.env.AFTERTASK_CLOCK_AHEAD);
    const days = [NOW, Date.now(), NOW + ahead].map((time) => new Date(time).toISOString().slice(0, 10));
    const times = Object.entries(rows[0] ?? {}).filter(([, value]) => typeof value === "number" && value > 100_000);
    expect(times, "no column holds a time").toEqual([]);
    for (const file of await readdir(collector.folder)) {
      if (!file.startsWith("ratings.db")) continue;
      const bytes = await readFile(join(collector.folder, file), "latin1");
      for (const secret of ["BEN-1042", "ana", ...days])
        expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
    }
    await collector.resume(MIDWEEK);
  });

  it("is shown once five people have rated, and not before", async () => {
    const { page, complaints, context } = await visit(browser);
    const requestsPage = new RequestsPage(page, `${collector.address}/?lang=en`);
    const prompt = new Prompt(page, en);
    await requestsPage.open();
    for (const name of ["Ben", "Chloé", "Dev", "Eva"]) {
      const { rows } = await collector.report("hr.benefits-paperwork");
      expect(rows).toMatchObject([{ shown: false }]);
      expect(rows[0]).not.toHaveProperty("answered");
      await requestsPage.be(name);
      await requestsPage.closing("BEN-1042").click();
      await prompt.choose("Very well");
      await prompt.send();
      await prompt.says(en.thanks);
      await prompt.button(en.close).click();
    }
    const { rows } = await collector.report("hr.benefits-paperwork");
    expect(rows).toMatchObject([{ shown: true, answered: 5, top2: null, band: { low: 0.8, high: 1 } }]);

    await page.goto(`${collector.address}/report?lang=en`);
    await page.getByRole("heading", { name: /Benefits paperwork/i }).waitFor();
    expect(await page.getByRole("main").textContent()).toMatch(/5/);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

it("the same rating sent twice counts once", async () => {
  const collector = await RunningCollector.start();
  const rating = {
    id: crypto.randomUUID(),
    touchpoint: "it.access-request",
    instrument: "outcome5",
    score: 4,
    ratedAt: new Date().toISOString(),
    task: "IT-1",
    person: "ana",
  };
  const envelope = { version: 1, key: "pk_intranet", ratings: [rating] };
  const statuses = [];
  for (const body of [envelope, envelope]) statuses.push(await (await collector.post(body)).json());
  expect(statuses).toEqual([
    { results: [{ id: rating.id, status: "stored" }] },
    { results: [{ id: rating.id, status: "duplicate" }] },
  ]);
  await collector.report("it.access-request");
  await collector.stop();
  expect(collector.rows("ratings")).toHaveLength(1);
  await collector.end();
});
