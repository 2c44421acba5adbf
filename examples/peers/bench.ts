import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright";
import { CHROMIUM } from "../journeys/faults/chromium.js";
import type { Running } from "../journeys/faults/engine.js";
import { CLEAR } from "../journeys/faults/proxy.js";
import { seeded } from "../journeys/faults/random.js";
import type { Client } from "./clients.js";
import { Receiver } from "./receiver.js";

/** What a page of the comparison has at hand. */
interface InPage {
  compared: Promise<(mark: string) => Promise<void> | undefined>;
  settled(mark: string, how: string): void;
}

/** The page is open in clear weather for at least so long, then visited once more for at least so long. */
const DRAIN_MS = 60_000;
const VISIT_MS = 30_000;
/** Both last longer while events keep arriving, none after the other by more than this, but not for ever. */
const PROGRESS_MS = 15_000;
const LONGEST_MS = 300_000;
/** Far from the seeds of the cases. */
const SKY = 1_000_000;
/** With all events received, so long without a request ends the wait: nothing more is to be expected. */
const QUIET_MS = 10_000;

/** A browser with a profile of its own and one client's endpoint, and a ledger of what the client took. */
export class Bench {
  /** The call has returned. */
  readonly called = new Set<string>();
  /** The client's own promise that the event is safe has been kept; only for a client that makes one. */
  readonly settled = new Set<string>();
  /** For what is done to the pages, and when. */
  readonly random: () => number;
  /** For the weather alone, so that the nth request of every client meets the same. */
  readonly sky: () => number;
  #running: Running | undefined;

  private constructor(
    readonly receiver: Receiver,
    readonly profile: string,
    seed: number,
  ) {
    this.random = seeded(seed);
    this.sky = seeded(seed + SKY);
  }

  static async start(client: Client, script: string, seed: number): Promise<Bench> {
    const receiver = await Receiver.start(await client.endpoint(), script);
    const bench = new Bench(receiver, await mkdtemp(join(tmpdir(), "compared-")), seed);
    await bench.launch();
    return bench;
  }

  get browser(): string {
    return this.#running?.version ?? "";
  }

  async launch(): Promise<void> {
    this.#running = await CHROMIUM.launch(this.profile);
  }

  async kill(): Promise<void> {
    await this.#running?.kill();
    this.#running = undefined;
  }

  async openTab(): Promise<Page> {
    if (!this.#running) throw new Error("The browser is not running.");
    const settled = (mark: string) => void this.settled.add(mark);
    const { page } = await this.#running.openTab({ settled, uncaught: () => {} });
    await this.load(page);
    return page;
  }

  /** Loads the page and waits until the client says that it is ready. */
  async load(page: Page): Promise<void> {
    await page.goto(`${this.receiver.address}/`);
    await ready(page);
  }

  async reload(page: Page): Promise<void> {
    await page.reload();
    await ready(page);
  }

  /** Hands events to the client, one call right after the other; settles when the last call has returned. */
  async hand(page: Page, count = 1): Promise<void> {
    const marks = Array.from({ length: count }, () => this.#mark());
    await handOver(page, marks);
    for (const mark of marks) this.called.add(mark);
  }

  /** Hands over one event after the other. */
  async handSlowly(page: Page, count: number, apartMs: number): Promise<void> {
    for (let handed = 0; handed < count; handed += 1) {
      await this.hand(page);
      await pause(apartMs);
    }
  }

  /** Clear weather with the pages open; then one more visit, with one more event that is not counted. */
  async drain(pages: readonly Page[]): Promise<void> {
    this.receiver.weather = CLEAR;
    await this.#rest(DRAIN_MS);
    for (const page of pages) {
      await this.reload(page);
      await handOver(page, [this.#mark()]);
    }
    await this.#rest(VISIT_MS);
  }

  async #rest(least: number): Promise<void> {
    const from = performance.now();
    let missing = this.#missing();
    let progressAt = from;
    for (let now = from; now - from < LONGEST_MS; now = performance.now()) {
      await pause(500);
      const quiet = performance.now() - Math.max(from, this.receiver.lastAt);
      if (missing === 0 && quiet > QUIET_MS) return;
      if (this.#missing() < missing) progressAt = performance.now();
      missing = this.#missing();
      if (now - from > least && now - progressAt > PROGRESS_MS) return;
    }
  }

  /** How many events the client took that have not been received. */
  #missing(): number {
    const received = new Set(this.receiver.arrivals.map(({ mark }) => mark));
    return [...this.called].filter((mark) => !received.has(mark)).length;
  }

  /** From the seed, so that all clients hand over the same events. */
  #mark(): string {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join("");
    const variant = digits.replace(/^(.{12}).(.{3}).(.{15})$/, "$14$2a$3");
    return variant.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  async end(): Promise<void> {
    await this.kill();
    await this.receiver.stop();
    await this.receiver.endpoint.end();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => "compared" in globalThis);
  await page.evaluate(() => (globalThis as unknown as InPage).compared.then(() => undefined));
}

async function handOver(page: Page, marks: string[]): Promise<void> {
  await page.evaluate(async (given) => {
    const here = globalThis as unknown as InPage;
    const hand = await here.compared;
    for (const mark of given)
      void hand(mark)?.then(
        () => here.settled(mark, "stored"),
        () => {},
      );
  }, marks);
}
