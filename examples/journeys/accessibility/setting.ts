import type { InstrumentId } from "@aftertask/schema/words";
import type { Browser, CDPSession, Page } from "playwright";
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

/** Waits for a module, come or missing. As text: what compiles this file has a meaning of its own for an import. */
export const importOf = (address: string) => `import(${JSON.stringify(address)}).then(() => {}, () => {})`;

const SIZE = { width: 1280, height: 800 };

/** One browser, one page that is opened anew again and again, one host behind it. */
export class Setting {
  #tasks = 0;
  readonly card: Card;

  private constructor(
    readonly page: Page,
    readonly host: HostServer,
    readonly cdp: CDPSession,
  ) {
    this.card = new Card(page);
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

  /** Until all that follows a card has begun: its place, its manners, what a tap reveals. A card can be seen before. */
  async complete(): Promise<void> {
    const { missing } = this.host;
    const files = await this.page.evaluate(
      async ({ manners, afterTap }) => {
        const { watched } = globalThis as unknown as HostGlobal;
        const root = document.querySelector("aftertask-prompt")?.shadowRoot;
        const hasRule = (part: string) =>
          root?.adoptedStyleSheets.some(({ cssRules }) => [...cssRules].some(({ cssText }) => cssText.includes(part)));
        const isMissing = () =>
          (manners && !watched.files.some((name) => name.includes("/manners-"))) ||
          (afterTap && !hasRule(".chip")) ||
          root?.querySelector(".anchored:not([data-side])");
        do await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
        while (isMissing());
        return watched.files.filter((name) => name.includes("/manners-"));
      },
      { manners: !missing?.test("manners-"), afterTap: !missing },
    );
    // They begin when their file has run: who waits for it a second time is told after the card.
    for (const file of files) await this.page.evaluate(importOf(file));
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
