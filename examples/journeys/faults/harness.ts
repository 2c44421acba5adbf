import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Rating } from "@aftertask/schema/words";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { expect } from "vitest";
import { chromiumPath, FLAGS } from "../browser.js";
import { RunningCollector } from "../collector.js";
import { CLEAR, FaultProxy } from "./proxy.js";
import { seeded, SEED } from "./random.js";

/** What a page of the harness has at hand. */
interface InPage {
  aftertask: {
    submit(rating: Partial<Rating>): Promise<{ delivery: string; delivered: Promise<unknown> }>;
    pending(): Promise<number>;
    flush(): Promise<void>;
  };
  settled(id: string, delivery: string): void;
}

const TOUCHPOINT = "it.access-request";

/**
 * A browser with a profile of its own, a collector, and a bad network between them; and the ledger that says afterwards
 * whether anything was lost or counted twice.
 */
export class Harness {
  /** Ids of ratings that a page was told to submit. */
  readonly issued = new Set<string>();
  /** Ids that the client has settled as stored or delivered: these must arrive. */
  readonly promised = new Map<string, string>();
  readonly uncaught: string[] = [];
  readonly random: () => number;
  #browser: Browser | undefined;
  #process: ChildProcess | undefined;

  private constructor(
    readonly collector: RunningCollector,
    readonly proxy: FaultProxy,
    readonly profile: string,
    salt: number,
  ) {
    this.random = seeded(SEED + salt);
  }

  /** @param salt makes cases of one run differ from each other */
  static async start(salt: number): Promise<Harness> {
    const collector = await RunningCollector.start();
    const proxy = await FaultProxy.start(() => collector.address);
    const harness = new Harness(collector, proxy, await mkdtemp(join(tmpdir(), "aftertask-profile-")), salt);
    await harness.launch();
    return harness;
  }

  /** Starts the browser, again on the same profile after a kill. */
  async launch(): Promise<void> {
    const child = spawn(
      chromiumPath(),
      [...FLAGS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${this.profile}`, "about:blank"],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    this.#process = child;
    const lines = createInterface(child.stderr);
    for await (const line of lines) {
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (!address) continue;
      this.#browser = await chromium.connectOverCDP(address);
      child.stderr.resume();
      return;
    }
    throw new Error("Chromium ended before it could be driven.");
  }

  /** Kills the browser's process as a power button would, without a word to its pages. */
  async killBrowser(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    await this.#browser?.close().catch(() => {});
  }

  get #context(): BrowserContext {
    const context = this.#browser?.contexts()[0];
    if (!context) throw new Error("The browser is not running.");
    return context;
  }

  async openTab(): Promise<Page> {
    const page = await this.#context.newPage();
    page.on("pageerror", (error) => this.uncaught.push(error.message));
    await page.exposeFunction("settled", (id: string, delivery: string) => {
      if (delivery === "stored" || delivery === "delivered") this.promised.set(id, delivery);
    });
    await this.visit(page);
    return page;
  }

  async visit(page: Page): Promise<void> {
    await page.goto(`${this.proxy.address}/examples/intranet-page/?lang=en`);
    await page.waitForFunction(() => "version" in ((globalThis as unknown as InPage).aftertask ?? {}));
    await page.evaluate(() => (globalThis as unknown as InPage).aftertask.pending());
  }

  /** Submits one rating in a tab. Settles when the client has said what it has reached. */
  async rate(page: Page, change: Partial<Rating> = {}): Promise<void> {
    const id = change.id ?? crypto.randomUUID();
    this.issued.add(id);
    const rating = { touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4, person: id, ...change, id } as const;
    await page.evaluate(async (given) => {
      const here = globalThis as unknown as InPage;
      const { delivery, delivered } = await here.aftertask.submit(given);
      delivered.catch(() => {});
      here.settled(given.id, delivery);
    }, rating);
  }

  /** Waits until nothing waits in the browser any more, in clear weather. */
  async drain(page: Page, timeout = 60_000): Promise<void> {
    this.proxy.weather = CLEAR;
    await expect
      .poll(
        async () => {
          await page.evaluate(() => (globalThis as unknown as InPage).aftertask.flush());
          return page.evaluate(() => (globalThis as unknown as InPage).aftertask.pending());
        },
        { timeout, interval: 250 },
      )
      .toBe(0);
  }

  /** Everything that the collector holds, as ids; the collector is stopped for it. */
  async stored(): Promise<string[]> {
    await this.collector.report(TOUCHPOINT);
    await this.collector.stop();
    const rows = [...this.collector.rows("ratings"), ...this.collector.rows("intake")];
    return rows.map(({ id }) => uuidOf(id as Uint8Array));
  }

  /** The invariants: promised is stored, stored once, nothing that was not issued, no error in the page. */
  async verify(): Promise<{ stored: number; promised: number; issued: number; posts: number }> {
    const stored = await this.stored();
    const distinct = new Set(stored);
    const lost = [...this.promised.keys()].filter((id) => !distinct.has(id));
    const invented = stored.filter((id) => !this.issued.has(id));
    expect(lost, "promised, and lost").toEqual([]);
    expect(stored.length - distinct.size, "stored twice").toBe(0);
    expect(invented, "stored, and never issued").toEqual([]);
    expect(this.uncaught, "uncaught errors in the page").toEqual([]);
    const { posts } = this.proxy;
    return { stored: distinct.size, promised: this.promised.size, issued: this.issued.size, posts: posts.length };
  }

  async end(): Promise<void> {
    await this.killBrowser();
    await this.proxy.stop();
    await this.collector.end();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
