import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function chromiumPath(): string {
  return process.env["CHROMIUM_PATH"] ?? CANDIDATES.find((path) => existsSync(path)) ?? "chromium";
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}

/** A visit with everything noted that must not happen, and every request. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Policy violations, uncaught errors and complaints on the console. */
  complaints: string[];
  requests: { method: string; path: string }[];
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: Visit["requests"] = [];
  await page.exposeFunction("noteViolation", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      const here = globalThis as unknown as { noteViolation(text: string): void };
      here.noteViolation(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => requests.push({ method: request.method(), path: new URL(request.url()).pathname }));
  return { page, context, complaints, requests };
}
