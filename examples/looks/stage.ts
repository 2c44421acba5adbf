import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright";
import { chromiumPath, FLAGS } from "../journeys/browser.js";
import type { Scene } from "./host.js";
import { type Look, LOOKS } from "./looks.js";

/** How the endpoint answers in a visit. */
export type Endpoint = "stores" | "refuses" | "hangs" | "is away";

export interface Visit {
  page: Page;
  card: Locator;
  context: BrowserContext;
  /** How the endpoint answers from now on. */
  endpoint: Endpoint;
  /** What was wished for. */
  wish: Wish;
}

export interface Wish {
  viewport?: { width: number; height: number };
  locale?: string;
  /** Neither localStorage nor IndexedDB: only the page remembers. */
  storage?: "none";
  /** Files whose name begins so are not to be had. */
  missing?: string;
  look?: Look;
  css?: string;
}

const ORIGIN = "https://intranet.example";
const HERE = dirname(fileURLToPath(import.meta.url));
const FONTS = ["", "-arabic", "-hebrew", "-jp", "-sc"].map((script) => `@fontsource-variable/noto-sans${script}`);
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};
const REFUSAL = { type: "https://aftertask.dev/problems/already-rated", title: "Already rated" };

/** A host page with the widget as an app has it from npm, and an endpoint that answers as it is told. */
export class Stage {
  private constructor(
    readonly browser: Browser,
    private readonly files: ReadonlyMap<string, Buffer>,
  ) {}

  /** @param fontSize the default size of text that the person has chosen, in pixels */
  static async open({ fontSize = 16 } = {}): Promise<Stage> {
    const [browser, files] = await Promise.all([
      chromium.launch({
        executablePath: chromiumPath(),
        args: [...FLAGS, `--blink-settings=defaultFontSize=${fontSize}`],
      }),
      bundle(),
    ]);
    return new Stage(browser, files);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** A page of a new browser profile that has asked what the scene says. */
  async visit(scene: Scene = {}, wish: Wish = {}): Promise<Visit> {
    const { viewport = { width: 800, height: 1000 }, look = LOOKS[0], locale = scene.locale ?? "en" } = wish;
    const context = await this.browser.newContext({ viewport });
    const page = await context.newPage();
    const visit: Visit = { page, context, card: page.locator(".card"), endpoint: "stores", wish };
    await page.emulateMedia(look.media);
    if (wish.storage === "none") await page.addInitScript(forgetEverything);
    await page.addInitScript(shuffleAlike);
    await context.route(`${ORIGIN}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      if (path === "v1/ratings") return answer(visit, route);
      if (path === "") return route.fulfill({ contentType: "text/html", body: pageIn(locale, wish.css) });
      const file = this.files.get(path) ?? (await fontFile(path));
      if (!file || (wish.missing && path.startsWith(wish.missing))) return route.abort();
      await route.fulfill({ contentType: TYPES[extname(path)] ?? "", body: file });
    });
    await page.goto(`${ORIGIN}/`);
    await page.evaluate((wanted) => window.ask(wanted), { locale, ...scene });
    await visit.card.waitFor();
    await page.evaluate(() => document.fonts.ready);
    return visit;
  }
}

function pageIn(locale: string, css = ""): string {
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>Host</title>
    ${FONTS.map((font) => `<link rel="stylesheet" href="/${font}/wght.css">`).join("")}
    <link rel="stylesheet" href="/host.css"><style>${css}</style><script type="module" src="/host.js"></script>
    <button>Close case</button><main></main>${"<p></p>".repeat(24)}`;
}

async function answer({ endpoint }: Visit, route: Parameters<Parameters<Page["route"]>[1]>[0]): Promise<void> {
  if (endpoint === "hangs") return;
  if (endpoint === "is away") return route.abort();
  const { ratings } = JSON.parse(route.request().postData() ?? "{}") as { ratings: { id: string }[] };
  const verdict = endpoint === "stores" ? { status: "stored" } : { status: "refused", problem: REFUSAL };
  await route.fulfill({ json: { results: ratings.map(({ id }) => ({ id, ...verdict })) } });
}

async function bundle(): Promise<ReadonlyMap<string, Buffer>> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, "host.ts"), join(HERE, "host.css")],
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    outdir: HERE,
    chunkNames: "[name]-[hash]",
    write: false,
    logLevel: "error",
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(HERE.length + 1), Buffer.from(contents)]));
}

/** A file of a font package: `@fontsource-variable/noto-sans/wght.css`, and what it refers to. */
async function fontFile(path: string): Promise<Buffer | undefined> {
  const [font] = FONTS.filter((name) => path.startsWith(`${name}/`));
  if (!font) return undefined;
  const folder = dirname(createRequire(import.meta.url).resolve(`${font}/package.json`));
  return readFile(join(folder, path.slice(font.length + 1)));
}

/** As a browser does that is told to keep nothing of this site. */
function forgetEverything(): void {
  const refuse = () => {
    throw new DOMException("Not allowed here.", "SecurityError");
  };
  IDBFactory.prototype.open = refuse;
  Object.defineProperty(window, "localStorage", { get: refuse });
}

/** Reasons are shuffled; every drawing shuffles them the same way. */
function shuffleAlike(): void {
  let seed = 7;
  Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
}
