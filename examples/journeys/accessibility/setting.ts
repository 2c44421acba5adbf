import type { InstrumentId } from "@aftertask/schema/words";
import type { Browser, CDPSession, Page, Request } from "playwright";
import { afterAll, beforeAll } from "vitest";
import { launchChromium } from "../browser.js";
import { Card } from "./card.js";
import { HostServer } from "./host-page.js";
import { watch, type Watched } from "./watch.js";

export type Layout = "corner" | "anchored" | "inline";

export interface Asked {
  layout?: Layout;
  locale?: string;
  task?: string;
  /** Default: `outcome5`. */
  instrument?: InstrumentId;
}

/** The page's global, as far as it is used here. */
interface HostGlobal {
  aftertask: {
    ask(touchpoint: string, asked: object): Promise<unknown>;
    on(event: string, listener: (detail: unknown) => void): void;
    pending(): Promise<number>;
    prefetch?(): Promise<void>;
  };
  outcome?: unknown;
  watched: Watched;
}

const SIZE = { width: 1280, height: 800 };

/** One browser, one page that is opened anew again and again, one host behind it. */
export class Setting {
  #tasks = 0;
  readonly #coming = new Set<Request>();
  readonly card: Card;

  private constructor(
    readonly page: Page,
    readonly host: HostServer,
    readonly cdp: CDPSession,
  ) {
    this.card = new Card(page);
    page.on("request", (request) => request.resourceType() === "script" && this.#coming.add(request));
    for (const end of ["requestfinished", "requestfailed"] as const)
      page.on(end as "requestfinished", (request) => void this.#coming.delete(request));
  }

  /** In a page of somebody's own browser. */
  static async of(page: Page): Promise<Setting> {
    await page.addInitScript(watch);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Accessibility.enable");
    return new Setting(page, await HostServer.start(), cdp);
  }

  /** As if nobody had been here before, in the looks and the size of every day. */
  async fresh(): Promise<void> {
    Object.assign(this.host, { page: {}, manner: "takes", missing: undefined, change: undefined });
    this.host.posts.length = 0;
    await this.page.emulateMedia({
      media: null,
      colorScheme: null,
      forcedColors: null,
      contrast: null,
      reducedMotion: null,
    });
    await this.page.setViewportSize(SIZE);
  }

  /** Visits the host page with an empty storage. */
  async open(): Promise<void> {
    this.host.release();
    this.#coming.clear();
    await this.cdp.send("Storage.clearDataForOrigin", { origin: this.host.address, storageTypes: "all" });
    await this.page.goto(this.host.address);
    await this.page.waitForFunction(() => "aftertask" in globalThis);
  }

  /** Asks, and waits until the prompt is there. */
  async ask(asked: Asked = {}): Promise<void> {
    await this.begin(asked);
    await this.card.element.waitFor();
    await this.complete();
  }

  /** Until every file of the widget that is on its way has come. */
  async complete(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.#coming.size === 0 ? quiet + 1 : 0) await this.page.waitForTimeout(15);
  }

  /** Asks, and does not wait. */
  async begin(asked: Asked = {}): Promise<void> {
    const given = { layout: "corner" as const, task: `task-${++this.#tasks}`, ...asked };
    await this.page.evaluate(({ layout, locale, task, instrument }) => {
      const here = globalThis as unknown as HostGlobal;
      const place = {
        corner: {},
        anchored: { anchor: document.querySelector("#first") },
        inline: { container: document.querySelector("#place") ?? document.querySelector("main") },
      }[layout];
      const about = { task, label: "Dental claim", locale, layout, instrument, ...place };
      void here.aftertask.ask("hr.benefits-paperwork", about).then((outcome) => (here.outcome = outcome));
    }, given);
  }

  /** The script and all that a whole journey needs is here, and what a tap has revealed can be pressed. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(
      () => !document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".settling"),
    );
  }

  hold(milliseconds: number): Promise<void> {
    return this.page.evaluate((wait) => {
      (globalThis as unknown as HostGlobal).watched.hold = wait;
    }, milliseconds);
  }

  watched(): Promise<Watched> {
    return this.page.evaluate(() => (globalThis as unknown as HostGlobal).watched);
  }

  outcome(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as unknown as HostGlobal).outcome);
  }

  pending(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as HostGlobal).aftertask.pending());
  }

  /** The id of what has the focus in the page, or what it is in the prompt. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const active = document.activeElement;
      const inside = active?.shadowRoot?.activeElement;
      if (!inside) return active?.id || (active?.localName ?? "");
      return `prompt ${inside.localName}${inside.className && `.${inside.className}`}`;
    });
  }
}

export function useSetting(): () => Setting {
  let browser: Browser;
  let setting: Setting;
  beforeAll(async () => {
    browser = await launchChromium();
    setting = await Setting.of(await browser.newPage({ viewport: SIZE }));
  });
  afterAll(async () => {
    await browser.close();
    await setting.host.close();
  });
  return () => setting;
}
