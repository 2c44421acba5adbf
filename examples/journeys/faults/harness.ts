import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rating } from "@aftertask/schema/words";
import { expect, onTestFinished } from "vitest";
import { RunningCollector, type Start } from "../collector.js";
import type { Engine, Running, Tab } from "./engine.js";
import { engineOfThisRun } from "./engines/index.js";
import { record } from "./figures.js";
import { expectNothingLost, Ledger, TOUCHPOINT } from "./ledger.js";
import { type Mutant, preloadOf } from "./mutant.js";
import { mutantOfThisRun } from "./mutants.js";
import { PAGE, pageAfter, pageBundle } from "./page-bundle.js";
import type { HarnessPage } from "./page.js";
import { databaseForTest, idsIn } from "./postgres.js";
import { CLEAR, FaultProxy } from "./proxy.js";
import { seeded, SEED } from "./random.js";

export interface HarnessOptions {
  mutant?: Mutant | undefined;
  /** Default: the browser of this run, Chromium unless it says otherwise. */
  engine?: Engine;
}

export interface TabOptions {
  /** Default: the harness's page, with a client. `/harness/page.html?bare` has none. */
  path?: string;
  /** Scripts that run in the harness's page before its own, each time it is loaded: see `inPage`. */
  before?: readonly string[];
  /** Is called with the empty tab, before it goes anywhere. */
  prepare?(tab: Tab): Promise<unknown>;
}

/** What was brought to an end on purpose. */
interface Kills {
  tabs: number;
  browsers: number;
  collectors: number;
  /** Of the browsers: those that left half a record behind. */
  torn: number;
}

/**
 * A browser with a profile of its own, a collector, and a bad network between them; and the ledger that says afterwards
 * whether anything was lost or counted twice.
 */
export class Harness {
  readonly random: () => number;
  readonly ledger = new Ledger();
  readonly kills: Kills = { tabs: 0, browsers: 0, collectors: 0, torn: 0 };
  readonly #tabs = new Set<Tab>();
  #running: Running | undefined;

  private constructor(
    readonly collector: RunningCollector,
    readonly proxy: FaultProxy,
    readonly profile: string,
    readonly engine: Engine,
    readonly mutant: Mutant | undefined,
    salt: number,
  ) {
    this.random = seeded(SEED + salt);
  }

  /** @param salt makes cases of one run differ from each other */
  static async start(salt: number, { mutant = mutantOfThisRun, engine }: HarnessOptions = {}) {
    const database = await databaseForTest();
    const [script, collector] = await Promise.all([
      pageBundle(mutant?.client),
      RunningCollector.start({ ...preloadOf(mutant), database }),
    ]);
    const proxy = await FaultProxy.start(() => collector.address);
    proxy.files.set("/harness/page.html", { type: "text/html", body: PAGE });
    proxy.files.set("/harness/page.js", { type: "text/javascript", body: script });
    const profile = await mkdtemp(join(tmpdir(), "aftertask-profile-"));
    const harness = new Harness(collector, proxy, profile, engine ?? (await engineOfThisRun()), mutant, salt);
    try {
      await harness.launch();
    } catch (cause) {
      await harness.end();
      throw cause;
    }
    return harness;
  }

  /** Like `start`, for the running test: ends with it. */
  static async forTest(salt: number, options?: HarnessOptions): Promise<Harness> {
    const harness = await Harness.start(salt, options);
    onTestFinished(() => harness.end());
    return harness;
  }

  get issued(): Set<string> {
    return this.ledger.issued;
  }

  get promised(): Map<string, string> {
    return this.ledger.promised;
  }

  /** Starts the browser, again on the same profile after a kill. */
  async launch(): Promise<void> {
    this.#running = await this.engine.launch(this.profile);
  }

  /** Kills the browser as a power button would. Its tabs are gone. */
  async killBrowser(): Promise<void> {
    this.#tabs.clear();
    await this.#running?.kill();
    this.kills.browsers++;
    if (await this.engine.isTorn?.(this.profile)) this.kills.torn++;
  }

  /** Ends the browser in good order. Its tabs are gone. */
  async closeBrowser(): Promise<void> {
    await Promise.all([...this.#tabs].map((tab) => this.ledger.ask(tab)));
    this.#tabs.clear();
    await this.#running?.close();
  }

  async killCollector(): Promise<void> {
    await this.collector.stop("SIGKILL");
    this.kills.collectors++;
  }

  /** Starts the collector again on the same data. */
  async resumeCollector(how: Start = {}): Promise<void> {
    const { preload = [], env = {} } = preloadOf(this.mutant);
    await this.collector.resume({
      preload: [...preload, ...(how.preload ?? [])],
      env: { ...env, ...how.env },
    });
  }

  async openTab({ before, path = this.#pageAfter(before), prepare }: TabOptions = {}): Promise<Tab> {
    if (!this.#running) throw new Error("The browser is not running.");
    const tab = await this.#running.openTab(this.ledger);
    this.#tabs.add(tab);
    await prepare?.(tab);
    await tab.goto(this.proxy.address + path);
    await tab.run(async () => {
      const here = globalThis as unknown as Partial<HarnessPage>;
      await here.client?.pending();
    });
    return tab;
  }

  /** The path of the harness's page, with scripts before its own. */
  #pageAfter(scripts: readonly string[] = []): string {
    if (scripts.length === 0) return "/harness/page.html";
    const path = `/harness/${this.proxy.files.size}/page.html`;
    this.proxy.files.set(path, { type: "text/html", body: pageAfter(scripts) });
    return path;
  }

  /** Closes a tab and hears it out before. */
  async closeTab(tab: Tab): Promise<void> {
    await this.ledger.ask(tab);
    this.#tabs.delete(tab);
    await tab.close();
  }

  /** Submits one rating in a tab. Settles, with what was reached, when the client has said so. */
  rate(tab: Tab, change: Partial<Rating> = {}): Promise<string> {
    return this.ledger.rate(tab, change);
  }

  /** Submits several ratings in one task, waits for none of them, and gives their ids. */
  begin(tab: Tab, count: number): Promise<string[]> {
    return this.ledger.begin(tab, count);
  }

  /** Waits until nothing waits in the browser any more, in clear weather. */
  async drain(tab: Tab, timeout = 60_000): Promise<void> {
    this.proxy.weather = CLEAR;
    const waiting = () =>
      tab.run(async () => {
        const { client } = globalThis as unknown as HarnessPage;
        await client.flush();
        return client.pending();
      });
    await expect.poll(waiting, { timeout, interval: 250, message: "what waits in the browser" }).toBe(0);
  }

  /** Everything that the collector holds, as ids; the collector is stopped for it. */
  async stored(): Promise<string[]> {
    await this.collector.report(TOUCHPOINT);
    await this.collector.stop();
    const { collector } = this;
    if (collector.database !== collector.folder) return (await idsIn(collector.database)).map(uuidOf);
    const rows = [...collector.rows("ratings"), ...collector.rows("intake")];
    return rows.map(({ id }) => uuidOf(id as Uint8Array));
  }

  /** The invariants: promised is stored, stored once, nothing that was not issued, no error in the page. */
  async verify() {
    await Promise.all([...this.#tabs].map((tab) => this.ledger.ask(tab)));
    const comparison = this.ledger.compare(await this.stored());
    const { posts, answered } = this.proxy;
    const duplicates = answered["duplicate"] ?? 0;
    const browser = this.#running?.version ?? "";
    if (!this.mutant) record({ ...comparison, browser, requests: posts.length, duplicates, kills: this.kills });
    expectNothingLost(comparison);
    return { ...comparison, posts: posts.length, duplicates };
  }

  async end(): Promise<void> {
    await this.#running?.kill();
    await this.proxy.stop();
    await this.collector.end();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
