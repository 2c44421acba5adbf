import type { Browser, Locator, Page } from "playwright";
import type { HostServer } from "../host-server.js";
import type { Host } from "./host.js";
import type { Look } from "./look.js";
import { decodePng, type Picture } from "./png.js";

const WINDOW = { width: 900, height: 760 };

/** A page of a host, with our script in it. */
function pageOf({ head, body = "", html = "", bodyAttributes = "", doctype = "<!doctype html>" }: Host): string {
  return `${doctype}<html lang=en ${html}><head><meta charset=utf-8><title>Cases</title>
    <script src=/script/aftertask.js data-key=pk_intranet data-endpoint=/v1/ratings data-fatigue=off></script>
    ${head}</head><body ${bodyAttributes}>${body}</body></html>`;
}

interface Asking {
  aftertask: { ask(touchpoint: string, asked: object): Promise<unknown> };
  withdraw?: () => void;
}

export interface Part {
  top: number;
  height: number;
}

/** Takes pictures of the prompt in one host page. */
export class Photographer {
  #asks = 0;

  private constructor(readonly page: Page) {}

  /** @param prepare runs in the page before everything else */
  static async at(browser: Browser, server: HostServer, host: Host, prepare?: () => void): Promise<Photographer> {
    const context = await browser.newContext({ viewport: WINDOW, reducedMotion: "reduce" });
    const page = await context.newPage();
    // The reasons are shuffled: here all pages shuffle alike.
    await page.addInitScript(() => (Math.random = () => 0.5));
    if (prepare) await page.addInitScript(prepare);
    const path = `/looks/${encodeURIComponent(host.name)}`;
    await page.goto(server.add(decodeURIComponent(path) === path ? path : `/looks/${hash(host.name)}`, pageOf(host)));
    return new Photographer(page);
  }

  take(look: Look): Promise<Picture> {
    return this.#standing(look, async (card) => {
      await this.page.evaluate(paintAnew);
      // A page that moves is brought to a stand: the compositor rounds the colours of edges otherwise while it moves.
      const moving = await card.evaluate((it) => it.getAnimations({ subtree: true }).length);
      if (moving) throw new Error(`${moving} animations of the host reach the card.`);
      return decodePng(await this.page.screenshot({ animations: "disabled" }));
    });
  }

  /** Where the parts of the card begin and how high they are, in pixels from its upper edge. */
  measure(look: Look): Promise<Part[]> {
    return this.#standing(look, (card) =>
      card.evaluate((it) =>
        [...it.querySelectorAll("*")].map((part) => {
          const { top, height } = part.getBoundingClientRect();
          return { top: top - it.getBoundingClientRect().top, height };
        }),
      ),
    );
  }

  async #standing<Seen>(
    { layout, state, scheme, direction }: Look,
    see: (card: Locator) => Promise<Seen>,
  ): Promise<Seen> {
    const { page } = this;
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(stand, { layout, direction, task: `CASE-${++this.#asks}` });
    const card = page.locator("aftertask-prompt .card");
    await card.waitFor();
    if (layout === "anchored") await page.locator("aftertask-prompt .card[data-side]").waitFor();
    if (state === "rated") {
      await card.locator(".answer input").nth(1).click();
      await card.locator(".more").waitFor();
      // What became of the tap.
      await card.locator(".under p").waitFor();
      await page.mouse.move(0, 0);
    }
    const seen = await see(card);
    await page.evaluate(leave);
    await card.waitFor({ state: "detached" });
    return seen;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

function hash(text: string): string {
  return Buffer.from(text).toString("base64url");
}

/**
 * Runs in the page: covers it, so that nothing but the prompt is seen, and asks. The place for an inline card lies above
 * the cover and has its own size; what it inherits from the host it hands down.
 */
function stand({ layout, direction, task }: { layout: Look["layout"]; direction: string; task: string }): void {
  document.documentElement.dir = direction;
  // What a page has too much in width moves the whole window by it, the cover too, where one reads from the right.
  document.documentElement.style.setProperty("overflow", "clip", "important");
  const place = (name: string, css: Record<string, string>) => {
    const element = document.createElement(name === "anchor" ? "button" : "div");
    element.className = "stage";
    element.popover = "manual";
    const all = {
      display: "block",
      position: "fixed",
      inset: "auto",
      margin: "0",
      border: "0",
      padding: "0",
      opacity: "1",
    };
    const still = {
      transform: "none",
      filter: "none",
      "border-radius": "0",
      "box-shadow": "none",
      animation: "none",
      transition: "none",
      float: "none",
      zoom: "1",
    };
    // Layers of their own on every page: without, the compositor rounds colours at edges as the page's layers have it.
    const layered = { "will-change": "transform", visibility: "visible", "writing-mode": "horizontal-tb" };
    const sized = {
      "min-width": "0",
      "max-width": "none",
      "min-height": "0",
      "max-height": "none",
      "box-sizing": "border-box",
    };
    for (const [property, value] of Object.entries({
      ...all,
      ...still,
      ...layered,
      ...sized,
      outline: "0",
      overflow: "visible",
      ...css,
    }))
      element.style.setProperty(property, value, "important");
    document.body.append(element);
    element.showPopover();
    return element;
  };
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const background = dark ? "#123" : "#eee";
  place("cover", { inset: "0", width: "100vw", height: "100vh", background });
  const withdrawal = new AbortController();
  const page = globalThis as unknown as Asking;
  page.withdraw = () => withdrawal.abort();
  const asked: Record<string, unknown> = { task, label: "Dental claim, BEN-1042", signal: withdrawal.signal };
  if (direction === "rtl") asked["locale"] = "ar";
  if (layout === "inline")
    asked["container"] = place("container", { left: "40px", top: "40px", width: "480px", height: "auto", background });
  if (layout === "anchored")
    asked["anchor"] = place("anchor", { left: "300px", top: "60px", width: "140px", height: "40px", background });
  void page.aftertask.ask("hr.benefits-paperwork", asked);
}

/**
 * Runs in the page. What has moved since it was painted keeps the rounding of its old place until something paints it
 * again, and pages differ in how much of them does.
 */
function paintAnew(): Promise<unknown> {
  const { style } = document.documentElement;
  style.setProperty("display", "none", "important");
  void document.documentElement.offsetWidth;
  style.removeProperty("display");
  return new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
}

/** Runs in the page. */
function leave(): void {
  (globalThis as unknown as Asking).withdraw?.();
  for (const element of document.querySelectorAll(".stage")) element.remove();
}
