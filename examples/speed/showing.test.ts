import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../journeys/browser.js";
import { manifestOfOurs, ourFiles } from "./assets.js";
import { pageOf, TRIGGER } from "./page.js";
import { Origin } from "./server.js";

const { loader, corner, anchored, durable, afterTap, manners, rehearsal } = await manifestOfOurs();
const ahead = [loader, ...corner, ...anchored, ...durable, ...afterTap, ...manners, ...rehearsal];

/** Runs in the page: the files that it has, by their names. */
const filesOf = () => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1));

let browser: Browser;
let origin: Origin;

const SCRIPT = `<script async src="/ours/aftertask.js" data-key="pk_intranet" data-fatigue="off"></script>`;
beforeAll(async () => {
  browser = await launchChromium();
  const row = pageOf({ head: () => SCRIPT });
  // "Dissatisfied" is too long for a fifth of the card.
  const list = row.replace("data-aftertask-ask", 'data-aftertask-instrument="csat5" data-aftertask-ask');
  origin = await Origin.start({ ...(await ourFiles()), "/row/": row, "/list/": list });
});
afterAll(async () => {
  await browser.close();
  await origin.stop();
});

/** How often the page is laid out from the click until the card has been painted. */
async function layoutsUntilShown(path: string): Promise<{ layouts: number; inRow: boolean }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const count = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "LayoutCount")?.value ?? Number.NaN;
  };
  await page.goto(origin.address + path);
  // Whatever was fetched ahead is here, and has been rehearsed.
  await expect.poll(() => page.evaluate(filesOf)).toEqual(expect.arrayContaining(ahead));
  await page.evaluate(() => new Promise((go) => requestIdleCallback(() => setTimeout(go, 300))));
  const before = await count();
  const inRow = await page.evaluate(
    (trigger) =>
      new Promise<boolean>((go) => {
        document.querySelector<HTMLElement>(trigger)?.click();
        const look = () => {
          const tray = document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".tray");
          if (!tray) return requestAnimationFrame(look);
          const painted = () => requestAnimationFrame(() => go(tray.matches(".row")));
          return requestAnimationFrame(painted);
        };
        look();
      }),
    TRIGGER,
  );
  const layouts = (await count()) - before;
  await context.close();
  return { layouts, inRow };
}

it("a card whose answers stand in a row is laid out once until it can be seen", async () => {
  expect(await layoutsUntilShown("/row/")).toEqual({ layouts: 1, inRow: true });
});

it("a card whose answers do not fit a row is laid out twice", async () => {
  expect(await layoutsUntilShown("/list/")).toEqual({ layouts: 2, inRow: false });
});
