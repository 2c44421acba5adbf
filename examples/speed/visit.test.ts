import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../journeys/browser.js";
import { floorFiles, ourFiles, pagesOf } from "./assets.js";
import { type Condition, CONDITIONS } from "./conditions.js";
import { type Contestant, CONTESTANTS } from "./contestants.js";
import { Origin } from "./server.js";
import { visit } from "./visit.js";

/** Those that need no package of others. */
const CONTESTED = ["empty", "floor", "aftertask", "aftertask-cold"].map(contestantNamed);

let browser: Browser;
let origin: Origin;

beforeAll(async () => {
  browser = await launchChromium();
  origin = await Origin.start({ ...(await floorFiles()), ...(await ourFiles()), ...pagesOf(CONTESTED) });
});
afterAll(async () => {
  await browser.close();
  await origin.stop();
});

const [loopback, mobile] = [conditionNamed("1×"), conditionNamed("1×, 4G")];

it.each([
  ...CONTESTED.map(({ name }) => ({ name, under: loopback.name })),
  { name: "aftertask", under: mobile.name },
  { name: "aftertask-cold", under: mobile.name },
])("$name is measured under $under, and nothing of the page moves", async ({ name, under }) => {
  const contestant = contestantNamed(name);
  const measures = await visit(browser, origin, contestant, conditionNamed(under));
  const { shift, ...others } = measures;
  expect(shift).toBe(0);
  expect(Object.values(others).every((value) => Number.isFinite(value))).toBe(true);
  expect("first" in measures).toBe(contestant.card !== undefined);
  if (contestant.card) expect([measures.first, measures.second, measures.loadWork]).not.toContain(0);
});

it("a card that is there before anybody asks is not taken for one that was fast", async () => {
  const floor = contestantNamed("floor");
  const spoilt = { ...floor, name: "spoilt", card: ["h1"] };
  Object.assign(origin.answers, pagesOf([spoilt]));
  await expect(visit(browser, origin, spoilt, loopback)).rejects.toThrow("h1 can be seen before anybody asks");
});

it("a page that moves when the prompt comes is noticed", async () => {
  const floor = contestantNamed("floor");
  const moving = `<script>addEventListener("click", () => document.querySelector("h1").after(document.createElement("hr")))</script>`;
  const spoilt = { ...floor, name: "moving", head: (base: string) => floor.head(base) + moving };
  Object.assign(origin.answers, pagesOf([spoilt]));
  const { shift } = await visit(browser, origin, spoilt, loopback);
  expect(shift).toBeGreaterThan(0);
});

it("an anchored prompt moves nothing either", async () => {
  const corner = contestantNamed("aftertask");
  const beside = `<script>addEventListener("DOMContentLoaded", () => document.querySelector("#close").setAttribute("data-aftertask-layout", "anchored"))</script>`;
  const anchored = { ...corner, name: "anchored", head: (base: string) => corner.head(base) + beside };
  Object.assign(origin.answers, pagesOf([anchored]));
  const places: number[] = [];
  const { shift } = await visit(browser, origin, anchored, loopback, async (page) => {
    places.push((await page.locator(".card.anchored").boundingBox())?.y ?? 0);
  });
  expect(places[0]).toBeGreaterThan(0);
  expect(shift).toBe(0);
});

function contestantNamed(name: string): Contestant {
  const found = CONTESTANTS.find((one) => one.name === name);
  if (!found) throw new Error(`There is no contestant "${name}".`);
  return found;
}

function conditionNamed(name: string): Condition {
  const found = CONDITIONS.find((one) => one.name === name);
  if (!found) throw new Error(`There is no condition "${name}".`);
  return found;
}
