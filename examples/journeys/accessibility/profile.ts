import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Worker } from "playwright";
import { chromiumPath, FLAGS } from "../browser.js";

export interface Person {
  context: BrowserContext;
  /** Lays the person's style sheet into every page that is open now; resolved once it is in. */
  dress(): Promise<void>;
  /** Ends the browser and takes its profile away. */
  leave(): Promise<void>;
}

/** What somebody has set up for themselves, in the browser, before they came to any page. */
export interface Setup {
  /** The default font size in the browser's settings, in pixels. */
  fontSize?: number;
  /** A style sheet of the user's own; `dress` lays it in. */
  css?: string;
}

/** Starts a browser on a profile in which a person has set up what they need. */
export async function somebodyWith({ fontSize = 16, css }: Setup): Promise<Person> {
  const profile = await mkdtemp(join(tmpdir(), "aftertask-person-"));
  await mkdir(join(profile, "Default"));
  const preferences = { webkit: { webprefs: { default_font_size: fontSize } } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const extension = css === undefined ? [] : [await styling(profile)];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [
      ...FLAGS,
      ...extension.flatMap((folder) => [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`]),
    ],
    ignoreDefaultArgs: ["--disable-extensions"],
    viewport: { width: 1280, height: 800 },
  });
  return {
    context,
    dress: async () => {
      if (css === undefined) return;
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
      await layIn(worker, css);
    },
    leave: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** An extension that may style any page, as those for reading are. It does nothing until it is told to. */
async function styling(profile: string): Promise<string> {
  const folder = join(profile, "styling");
  await mkdir(folder);
  const manifest = {
    manifest_version: 3,
    name: "A person's own style",
    version: "1",
    permissions: ["scripting", "tabs"],
    host_permissions: ["<all_urls>"],
    background: { service_worker: "worker.js" },
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "worker.js"), "");
  return folder;
}

/** What an extension's worker is given of the browser, as far as it is called here. */
declare const chrome: {
  tabs: { query(filter: { url: string }): Promise<{ id: number }[]> };
  scripting: { insertCSS(sheet: { target: { tabId: number }; origin: "USER"; css: string }): Promise<void> };
};

/** The sheet is of the user's origin, so that it meets shadow roots as well. */
async function layIn(worker: Worker, css: string): Promise<void> {
  await worker.evaluate(async (sheet) => {
    const tabs = await chrome.tabs.query({ url: "http://*/*" });
    for (const { id } of tabs) await chrome.scripting.insertCSS({ target: { tabId: id }, origin: "USER", css: sheet });
  }, css);
}
