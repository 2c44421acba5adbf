import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Contestant } from "./contestants.js";
import { pageOf } from "./page.js";
import type { Answers } from "./server.js";

const FLOOR = new URL("floor/", import.meta.url);
const OURS = new URL("../../packages/widget/", import.meta.url);
const PEERS = new URL("peers/", import.meta.url);

interface Manifest {
  loader: string;
  corner: string[];
  anchored: string[];
  durable: string[];
  afterTap: string[];
  manners: string[];
  rehearsal: string[];
}

/** Which files a visitor of ours has loaded by when. */
export async function manifestOfOurs(): Promise<Manifest> {
  return JSON.parse(await text(OURS, "dist/script/manifest.json")) as Manifest;
}

/** Our script build, as it is deployed. */
export async function ourFiles(): Promise<Answers> {
  const { files } = JSON.parse(await text(OURS, "dist/script/integrity.json")) as { files: Record<string, string> };
  return filesOf("/ours/", new URL("dist/script/", OURS), Object.keys(files));
}

/** What stands beside ours without anybody's package. */
export async function floorFiles(): Promise<Answers> {
  return { "/empty.js": "", ...(await filesOf("/floor/", FLOOR, ["loader.js", "prompt.js", "look.js"])) };
}

/** The pages of other projects, bundled as an app would, and what stands for their servers. */
export async function peerFiles(): Promise<Answers> {
  const pages = ["sentry", "sentry-lazy", "posthog", "formbricks", "feedback-js"];
  const [sentry, posthog] = [await versionOf("@sentry/browser"), await versionOf("posthog-js")];
  return {
    ...Object.fromEntries(await Promise.all(pages.map(async (name) => [`/peers/${name}.js`, await bundle(name)]))),
    [`/${sentry}/feedback-modal.min.js`]: await bundle("sentry-modal"),
    "/js/formbricks.umd.cjs": await bundle("formbricks-core"),
    "/js/surveys.umd.cjs": await bundle("formbricks-surveys"),
    [`/static/${posthog}/surveys.js`]: await text(PEERS, "node_modules/posthog-js/dist/surveys.js"),
    "/array/phc_speed/config.js": `window._POSTHOG_REMOTE_CONFIG={phc_speed:{config:${JSON.stringify(POSTHOG_CONFIG)},siteApps:[]}}`,
    "/api/surveys/": () => ({ surveys: [POSTHOG_SURVEY] }),
    "/flags/": () => ({ flags: {}, featureFlags: {}, errorsWhileComputingFlags: false }),
    "/e/": () => ({ status: 1 }),
    "/i/v0/e/": () => ({ status: 1 }),
    "/api/1/envelope/": () => ({}),
  };
}

/** The page of each contestant, at its name. */
export function pagesOf(contestants: readonly Contestant[], base = ""): Answers {
  return Object.fromEntries(contestants.map((one) => [`/${one.name}/`, pageOf(one, base)]));
}

/** The version that is installed, and measured. */
export async function versionOf(name: string): Promise<string> {
  const folder = name.startsWith("@aftertask/") ? OURS : new URL(`node_modules/${name}/`, PEERS);
  return (JSON.parse(await text(folder, "package.json")) as { version: string }).version;
}

const POSTHOG_CONFIG = { token: "phc_speed", supportedCompression: [], hasFeatureFlags: false, surveys: true };

const POSTHOG_SURVEY = {
  id: "survey",
  name: "How did it go?",
  description: "",
  type: "popover",
  questions: [
    {
      id: "rating",
      type: "rating",
      question: "How did it go?",
      display: "emoji",
      scale: 5,
      lowerBoundLabel: "Very badly",
      upperBoundLabel: "Very well",
      buttonText: "Send",
    },
  ],
  appearance: null,
  conditions: { events: { values: [{ name: "case closed" }], repeatedActivation: true } },
  start_date: "2026-01-01T00:00:00Z",
  end_date: null,
  archived: false,
};

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`pages/${name}.js`, PEERS))],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

async function filesOf(at: string, folder: URL, names: string[]): Promise<Answers> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [at + name, await text(folder, name)])));
}

function text(folder: URL, name: string): Promise<string> {
  return readFile(fileURLToPath(new URL(name, folder)), "utf8");
}
