import type { Report, ReportRow } from "@aftertask/schema/words";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { TOKEN } from "../start.js";
import { PAYLOADS } from "./payloads.js";
import { served } from "./served.js";

const PUBLIC = fileURLToPath(new URL("../../dist/public/", import.meta.url));
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

let browser: Browser;
beforeAll(async () => {
  if (!existsSync(PUBLIC))
    throw new Error("dist/public is missing: build first (pnpm --filter @aftertask/collector run build).");
  const executablePath = process.env["CHROMIUM_PATH"] ?? CHROMIUM.find(existsSync);
  browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
}, 60_000);
afterAll(() => browser.close());

async function open(): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  return context.newPage();
}

function row(touchpoint: string, provider: string | null): ReportRow {
  return {
    touchpoint,
    week: "2026-W47",
    instrument: "outcome5",
    audience: null,
    provider,
    shown: true,
    answered: 12,
    top2: { share: 0.75, low: 0.47, high: 0.91 },
    band: null,
    responseRate: null,
  };
}

/** A page of the report in which each of so many texts stands, with the number of its elements. */
async function elementsWith(texts: readonly string[], where: "touchpoint" | "provider" | "detail"): Promise<number> {
  const { address } = await served({}, {}, PUBLIC);
  const page = await open();
  const trouble: string[] = [];
  page.on("dialog", (dialog) => void (trouble.push(`dialog ${dialog.message()}`), dialog.dismiss()));
  page.on("pageerror", (error) => trouble.push(`error ${error.message}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`violation of ${event.violatedDirective}`),
    );
  });
  page.on("console", (line) => void (line.text().includes("violat") && trouble.push(line.text())));
  // The page and its policy are the collector's own; only what the report says is not.
  await page.route("**/v1/report?*", (route) => {
    if (where === "detail")
      return route.fulfill({
        status: 400,
        contentType: "application/problem+json",
        json: { type: "https://aftertask.dev/problems/invalid-query", title: "t", detail: texts.join(" ") },
      });
    const rows = texts.map((text, index) => (where === "touchpoint" ? row(text, null) : row(`hr.n${index}`, text)));
    const report: Report = {
      version: 1,
      key: "pk_intranet",
      minimumGroup: 5,
      publication: "weekly",
      publishedAt: "2026-W48",
      rows,
    };
    return route.fulfill({ json: report });
  });
  await page.goto(`${address}report?key=pk_intranet`);
  await page.waitForFunction(() => document.querySelector("main")?.getAttribute("aria-busy") === "false");
  await page.mouse.move(5, 5);
  const { elements, text } = await page.evaluate(() => ({
    elements: document.querySelectorAll("*").length,
    text: document.body.textContent ?? "",
  }));
  expect(trouble).toEqual([]);
  // Each is there to be read, as the text that it is.
  const begin = (payload: string) => payload.replaceAll("\0", "\uFFFD");
  if (where !== "touchpoint")
    expect(texts.filter((payload) => !text.includes(payload) && !text.includes(begin(payload)))).toEqual([]);
  return elements;
}

test.each(["touchpoint", "provider", "detail"] as const)(
  `T8: ${PAYLOADS.length} texts that would run a script stand in the report page as text, in the place of a %s`,
  async (where) => {
    const harmless = PAYLOADS.map((_, index) => `harmless text ${index}`);
    expect(await elementsWith(PAYLOADS, where)).toBe(await elementsWith(harmless, where));
  },
);

test("T8: the same texts do run where they are taken for HTML", async () => {
  const page = await open();
  let dialogs = 0;
  page.on("dialog", (dialog) => void (dialogs++, dialog.dismiss()));
  await page.evaluate(
    (texts) => {
      for (const text of texts) document.body.appendChild(document.createElement("div")).innerHTML = text;
    },
    PAYLOADS.slice(0, 38),
  );
  await expect.poll(() => dialogs).toBeGreaterThan(5);
});

/** A page at an origin of its own, which may send ratings; its script is the test's. */
async function pageElsewhere(): Promise<{ origin: string; page: Page }> {
  const server = createServer((_, answer) => answer.end("<!doctype html><title>intranet</title>")).listen(
    0,
    "127.0.0.1",
  );
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const page = await open();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await page.goto(origin);
  return { origin, page };
}

test("T15: a page whose ratings are taken can read no report, not even with the token, and starts nothing by asking", async () => {
  const { origin, page } = await pageElsewhere();
  const { address } = await served({}, { origins: [origin] }, PUBLIC);
  const outcomes = await page.evaluate(
    async ([collector, token]) => {
      const ask = (path: string, init: RequestInit) =>
        fetch(`${collector}${path}`, init).then(
          (answer) => `${answer.type} ${answer.status}`,
          () => "blocked",
        );
      const headers = { Authorization: `Bearer ${token}` };
      const body = '{"version":1,"key":"pk_intranet","ratings":[{}]}';
      return {
        ratings: await ask("v1/ratings", { method: "POST", body }),
        report: await ask("v1/report?key=pk_intranet", {}),
        withToken: await ask("v1/report?key=pk_intranet", { headers }),
        csv: await ask("v1/report.csv?key=pk_intranet", { headers }),
        metrics: await ask("metrics", { headers }),
        withCookies: await ask("v1/report?key=pk_intranet", { credentials: "include" }),
        blind: await ask("v1/report?key=pk_intranet", { mode: "no-cors" }),
        asScript: await new Promise<string>((resolve) => {
          const script = document.createElement("script");
          script.addEventListener("load", () => resolve("loaded"));
          script.addEventListener("error", () => resolve("blocked"));
          script.src = `${collector}v1/report?key=pk_intranet`;
          document.head.append(script);
        }),
      };
    },
    [address, TOKEN] as const,
  );
  const { ratings, ...others } = outcomes;
  expect(ratings).toBe("cors 200");
  expect(new Set(Object.values(others))).toEqual(new Set(["blocked"]));
});

test("T22: the report page lets nobody frame it", async () => {
  const { page } = await pageElsewhere();
  const { address } = await served({}, {}, PUBLIC);
  await page.evaluate((source) => {
    const frame = document.createElement("iframe");
    frame.src = source;
    document.body.append(frame);
  }, `${address}report?key=pk_intranet`);
  const [, frame] = page.frames();
  await frame?.waitForLoadState().catch(() => {});
  await expect.poll(() => page.frames().at(-1)?.url()).not.toBe("about:blank");
  expect(await frame?.locator("main").count()).toBe(0);
});

test("T21: the report page listens to no message of another window", async () => {
  const { address } = await served({}, {}, PUBLIC);
  const page = await open();
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: Parameters<typeof add>) {
      if (this === window) heard.push(args[0]);
      return add.apply(this, args);
    };
  });
  await page.goto(`${address}report?key=pk_intranet`);
  await page.waitForSelector("form");
  const heard = await page.evaluate(
    () => [(globalThis as unknown as { heard: string[] }).heard, window.onmessage] as const,
  );
  expect([heard[0].includes("message"), heard[1]]).toEqual([false, null]);
});
