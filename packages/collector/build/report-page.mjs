// @ts-check
// Builds the report page: src/page → dist/public/report.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOM = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOM, "src", "page");

/**
 * Writes `index.html`, `report.js`, `report.css` and `favicon.svg`. The page names the last three by their addresses
 * below `/report/`.
 * @param {string} outFolder the folder that is served below `/report/`; made when it is missing
 * @returns {Promise<void>}
 */
export async function buildReportPage(outFolder) {
  await mkdir(outFolder, { recursive: true });
  await build({
    entryPoints: { report: join(SOURCE, "main.tsx") },
    outdir: outFolder,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // From the sources: a page must not be made of what an older build left behind.
    conditions: ["aftertask-source"],
    tsconfigRaw: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" } },
    legalComments: "none",
    banner: { js: "/*! Aftertask report page, MIT licence. With Preact, MIT licence, (c) Jason Miller. */" },
    logLevel: "warning",
  });
  await build({
    entryPoints: { report: join(SOURCE, "report.css") },
    outdir: outFolder,
    minify: true,
    logLevel: "warning",
  });
  for (const file of ["index.html", "favicon.svg"]) await copyFile(join(SOURCE, file), join(outFolder, file));
}

const calledDirectly = process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url);
if (calledDirectly) await buildReportPage(join(ROOM, "dist", "public", "report"));
