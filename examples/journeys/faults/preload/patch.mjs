// @ts-check
// Loaded before the collector: replaces text in its built files, as AFTERTASK_PATCH asks.
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

/** @type {[from: string, to: string][]} */
const REPLACEMENTS = JSON.parse(process.env["AFTERTASK_PATCH"] ?? "[]");

// This file a second time, in the thread where modules are loaded.
if (isMainThread) register(import.meta.url);

/** @type {import("node:module").LoadHook} */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.includes("/collector/dist/") || !loaded.source) return loaded;
  let source = Buffer.from(/** @type {Uint8Array} */ (loaded.source)).toString();
  for (const [from, to] of REPLACEMENTS) source = source.replaceAll(from, () => to);
  return { ...loaded, source };
}
