import type { ClientEvents, ClientOptions, RatingInput, Receipt } from "@aftertask/client";
import type { Browser, Page } from "playwright";
import { expect } from "vitest";
import { launchChromium } from "../journeys/browser.js";
import { PAGE, pageBundle } from "../journeys/faults/page-bundle.js";
import type { HarnessPage } from "../journeys/faults/page.js";
import { type Fault, FaultProxy } from "../journeys/faults/proxy.js";

const CLEAR: Fault = { kind: "pass" };

/** The globals of a page on this stage. */
export interface InPage extends HarnessPage {
  delivered: Record<string, Promise<Receipt>>;
  postponed: ClientEvents["postponed"][];
}

/** A browser, and a page with the client and nothing else; its own origin leads to a foreign server, over a bad network. */
export class Stage {
  private constructor(
    readonly browser: Browser,
    readonly proxy: FaultProxy,
  ) {}

  /** @param address the foreign server's */
  static async set(address: string): Promise<Stage> {
    const proxy = await FaultProxy.start(() => address);
    proxy.files.set("/harness/page.html", { type: "text/html", body: PAGE });
    proxy.files.set("/harness/page.js", { type: "text/javascript", body: await pageBundle() });
    return new Stage(await launchChromium(), proxy);
  }

  /** A visitor nobody has seen before. */
  async visit(): Promise<Visitor> {
    const context = await this.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${this.proxy.address}/harness/page.html?bare`);
    return new Visitor(page);
  }

  /** The next POST below the page's own origin meets this; those after it pass. */
  once(fault: Fault): void {
    let first = true;
    this.proxy.weather = () => {
      const met = first ? fault : CLEAR;
      first = false;
      return met;
    };
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.proxy.stop();
  }
}

type PlainOptions = Omit<ClientOptions, "transport" | "key">;

function connectInPage(options: ClientOptions): void {
  const here = globalThis as unknown as InPage;
  here.client = here.createClient(options);
  here.delivered = {};
  here.postponed = [];
  here.client.on("postponed", (detail) => here.postponed.push(detail));
}

export class Visitor {
  constructor(readonly page: Page) {}

  /**
   * Makes the page's client.
   * @param transport arrives as text: it knows its arguments and the page's globals, nothing else
   */
  async connect(options: PlainOptions, transport?: ClientOptions["transport"]): Promise<void> {
    const given = JSON.stringify({ key: "pk_intranet", ...options });
    await this.page.evaluate(`(${connectInPage})({ ...${given}, ...((${transport}) && { transport: ${transport} }) })`);
  }

  /** Settles when the rating is in the outbox and on its way. */
  async submit(rating: RatingInput): Promise<string> {
    return this.page.evaluate(async (given) => {
      const here = globalThis as unknown as InPage;
      const { id, delivered } = await here.client.submit(given);
      here.delivered[id] = delivered;
      return id;
    }, rating);
  }

  /** Waits for the confirmation. */
  async delivered(id: string): Promise<Receipt> {
    return this.page.evaluate((wanted) => {
      const promise = (globalThis as unknown as InPage).delivered[wanted];
      if (!promise) throw new Error("This rating was not submitted here.");
      return promise;
    }, id);
  }

  /** Waits until an attempt has ended without a confirmation for this reason. */
  async postponed(because: ClientEvents["postponed"]["because"]): Promise<void> {
    const causes = () =>
      this.page.evaluate(() => (globalThis as unknown as InPage).postponed.map((one) => one.because));
    await expect.poll(causes, { timeout: 20_000 }).toContain(because);
  }

  /** Leaves for good, and takes along what is still in the outbox. */
  async leave(): Promise<void> {
    await this.page.context().close();
  }

  pending(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as InPage).client.pending());
  }

  /** Tries again until nothing waits any more. */
  async drain(): Promise<void> {
    const tried = () =>
      this.page.evaluate(async () => {
        const { client } = globalThis as unknown as InPage;
        await client.flush();
        return client.pending();
      });
    await expect.poll(tried, { timeout: 30_000, interval: 250 }).toBe(0);
  }
}
