import type { Browser, CDPSession, Page } from "playwright";
import type { Condition } from "./conditions.js";
import type { Contestant } from "./contestants.js";
import { TRIGGER } from "./page.js";
import { type Recorder, record } from "./recorder.js";
import type { Origin } from "./server.js";

/** What one visit has shown. Times are in milliseconds. */
export interface Measures {
  /** From navigation to a page that has nothing to do any more: work of the main thread, on its own clock. */
  loadWork: number;
  /** The longest task until then, if over 50, else 0. */
  loadTask: number;
  /** Bytes of all answers until then, compressed. */
  loadBytes: number;
  /** From the click to the painted prompt. */
  first: number;
  /** The longest task from the click until there is nothing to do any more, if over 50, else 0. */
  firstTask: number;
  /** Bytes of all answers until the prompt was painted, compressed. */
  firstBytes: number;
  /** The same once more: closed, and clicked again. */
  second: number;
  /** Sum of all layout shifts of the visit; 0 when nothing has moved. */
  shift: number;
}

/** The page is left alone for so long before a click, in milliseconds, as nobody clicks at once. */
const BEFORE_CLICK = 300;

/** Visits a contestant's page with an empty cache: loads it, and, where a prompt can come, asks for it twice. */
export async function visit(
  browser: Browser,
  origin: Origin,
  contestant: Contestant,
  condition: Condition,
  see?: (page: Page) => Promise<unknown>,
): Promise<Partial<Measures>> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await imitate(session, condition);
    await page.addInitScript(record);
    const bytes = bytesFrom(origin);

    await page.goto(`${origin.address}/${contestant.name}/`);
    await settle(page);
    const loaded = {
      loadWork: round(await mainThread(session)),
      loadTask: await longestTask(page),
      loadBytes: bytes(),
    };
    const { card, wayOut } = contestant;
    if (!card || !wayOut) return { ...loaded, shift: await shiftOf(page) };

    const first = await ask(page, card);
    const firstBytes = bytes();
    await see?.(page);
    await settle(page);
    const firstTask = await longestTask(page);
    await page.evaluate(([given, button]) => recorder.close(given, button), [card, wayOut] as const);
    await settle(page);
    const second = await ask(page, card);
    return { ...loaded, first, firstBytes, firstTask, second, shift: await shiftOf(page) };
  } finally {
    await context.close();
  }
}

/** Named in the page, where `record` has put it. */
declare const recorder: Recorder;

async function imitate(session: CDPSession, { cpu, network }: Condition): Promise<void> {
  // The thread's own clock does not run while another program has the processor.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (!network) return;
  const { latency, download, upload } = network;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: download,
    uploadThroughput: upload,
  });
}

async function ask(page: Page, card: readonly string[]): Promise<number> {
  await page.evaluate((path) => recorder.listen(path), card);
  const box = await page.locator(TRIGGER).boundingBox();
  if (!box) throw new Error("The page has no button to click.");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return round((await page.evaluate(() => recorder.shown)) ?? Number.NaN);
}

/** Until nothing is fetched and nothing is to be done. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(BEFORE_CLICK);
  await page.evaluate(() => recorder.idle());
}

async function mainThread(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const longest = recorder.longestTask;
    recorder.longestTask = 0;
    return longest;
  });
}

function shiftOf(page: Page): Promise<number> {
  return page.evaluate(() => recorder.layoutShift);
}

function bytesFrom(origin: Origin): () => number {
  const before = origin.requests.length;
  return () => origin.requests.slice(before).reduce((sum, { bytes }) => sum + bytes, 0);
}

function round(milliseconds: number): number {
  return Math.round(10 * milliseconds) / 10;
}
