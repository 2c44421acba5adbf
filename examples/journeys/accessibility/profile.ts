import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright";
import { chromiumPath, FLAGS } from "../browser.js";

export interface Person {
  context: BrowserContext;
  /** Ends the browser and takes its profile away. */
  leave(): Promise<void>;
}

/** What somebody has set up for themselves, in the browser, before they came to any page. */
export interface Setup {
  /** The default font size in the browser's settings, in pixels. */
  fontSize?: number;
  /** A style sheet of the user's own for every page. */
  css?: string;
}

/** Starts a browser on a profile in which a person has set up what they need. */
export async function somebodyWith({ fontSize = 16, css }: Setup): Promise<Person> {
  const profile = await mkdtemp(join(tmpdir(), "aftertask-person-"));
  await mkdir(join(profile, "Default"));
  const preferences = { webkit: { webprefs: { default_font_size: fontSize } } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const extension = css === undefined ? [] : await styling(profile, css);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [
      ...FLAGS,
      ...extension.flatMap((folder) => [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`]),
    ],
    ignoreDefaultArgs: ["--disable-extensions"],
    viewport: { width: 1280, height: 800 },
  });
  if (css !== undefined && context.serviceWorkers().length === 0) await context.waitForEvent("serviceworker");
  return {
    context,
    leave: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** As extensions for reading do it: the sheet is of the user's origin, so that it meets shadow roots as well. */
async function styling(profile: string, css: string): Promise<string[]> {
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
  const worker = `chrome.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === "loading") chrome.scripting.insertCSS({ target: { tabId }, origin: "USER", css: ${JSON.stringify(css)} });
  });`;
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "worker.js"), worker);
  return [folder];
}
