import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launchChromium } from "../journeys/browser.js";
import { manifestOfOurs, ourFiles } from "./assets.js";
import { pageOf, TRIGGER } from "./page.js";
import { type Answers, Origin } from "./server.js";

const manifest = await manifestOfOurs();
const { loader, corner, anchored, durable, afterTap, manners, rehearsal } = manifest;
const asked = [loader, ...corner, ...durable, ...afterTap, ...manners].toSorted();
const ahead = [...asked, ...anchored, ...rehearsal].toSorted();

let browser: Browser;
let context: BrowserContext;
let page: Page;
/** The page, the script and the endpoint each have an origin of their own, so that nothing goes unnoticed. */
let [host, scripts, endpoint]: Origin[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  [scripts, endpoint] = [await Origin.start(await ourFiles()), await Origin.start({})];
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await Promise.all([host, scripts, endpoint].map((origin) => origin?.stop()));
});

async function open(attributes = "", more: Answers = {}, body = "") {
  const tag = `<script async src="${scripts?.address}/ours/aftertask.js" data-key="pk_intranet"
    data-endpoint="${endpoint?.address}/v1/ratings" ${attributes}></script>`;
  host = await Origin.start({ "/": pageOf({ head: () => tag }).replace("</body>", `${body}</body>`), ...more });
  await page.goto(`${host.address}/`, { waitUntil: "domcontentloaded" });
}

const fetched = () => (scripts?.requests ?? []).map(({ path }) => path.replace("/ours/", "")).toSorted();

/** Long enough for whatever is done when there is nothing else to do. */
async function rest(): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => new Promise((settle) => requestIdleCallback(() => setTimeout(settle, 500))));
}

it("an idle page has the prompt at hand, from the script's own origin, and has asked nobody else anything", async () => {
  await open();
  await expect.poll(fetched).toEqual(ahead);
  await rest();
  expect(fetched()).toEqual(ahead);
  expect(host?.requests.map(({ path }) => path)).toEqual(["/"]);
  expect(await page.locator("aftertask-prompt").count()).toBe(0);
  expect(endpoint?.requests).toEqual([]);
});

it("with prefetch off, an idle page has the loader alone until somebody clicks", async () => {
  await open('data-prefetch="off"');
  await rest();
  expect(fetched()).toEqual([loader]);
  await page.locator(TRIGGER).click();
  await expect.poll(fetched).toEqual(asked);
  expect(endpoint?.requests).toEqual([]);
});

it("what the page fetches for itself comes first", async () => {
  let arrive: (picture: string) => void = () => {};
  const picture = new Promise<string>((settle) => (arrive = settle));
  await open("", { "/picture.png": () => picture }, '<img src="/picture.png" alt="" />');
  await page.waitForFunction(() => "aftertask" in window);
  await page.evaluate(() => new Promise((settle) => requestIdleCallback(() => setTimeout(settle, 500))));
  expect(fetched()).toEqual([loader]);
  arrive("");
  await expect.poll(fetched).toEqual(ahead);
});
