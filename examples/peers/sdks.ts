import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Client } from "./clients.js";

const SDKS = new URL("sdks/", import.meta.url);
const OURS = new URL("../../packages/client/", import.meta.url);

/** The script of a client's page, bundled as an app would: others from their packages, ours from its sources. */
export async function bundleOf({ name }: Client): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`pages/${name}.js`, SDKS))],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: { "@aftertask/client": fileURLToPath(new URL("src/index.ts", OURS)) },
    conditions: ["aftertask-source"],
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** The version that is installed, and driven. */
export async function versionOf({ name, package: packageName }: Client): Promise<string> {
  const folder = name === "aftertask" ? OURS : new URL(`node_modules/${packageName}/`, SDKS);
  const { version } = JSON.parse(await readFile(new URL("package.json", folder), "utf8")) as { version: string };
  return version;
}
