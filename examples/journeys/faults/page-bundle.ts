import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

export const PAGE = "<!doctype html><meta charset=utf-8><title>Harness</title><script src=/harness/page.js></script>";

/** The same page with scripts that run before its own: an engine that can be told to run some by itself is not needed. */
export function pageAfter(scripts: readonly string[]): string {
  return PAGE.replace("<script", (script) => `<script>${scripts.join(";")}</script>${script}`);
}

/** A call of a function, as a script. It knows its argument and the page's globals, nothing else. */
export function inPage<Argument = undefined>(does: (given: Argument) => void, given?: Argument): string {
  return `(${does})(${JSON.stringify(given)})`;
}

const bundles = new Map<Plugin | undefined, Promise<string>>();

/**
 * The script of the harness's page, from the client's sources.
 * @param mutation changes those sources on their way
 */
export function pageBundle(mutation?: Plugin): Promise<string> {
  const known = bundles.get(mutation);
  if (known) return known;
  const made = bundle(mutation);
  bundles.set(mutation, made);
  return made;
}

async function bundle(mutation: Plugin | undefined): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    conditions: ["aftertask-source"],
    plugins: mutation ? [mutation] : [],
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
