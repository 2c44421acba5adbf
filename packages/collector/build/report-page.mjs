// @ts-check
// Builds the report page: src/page → dist/public/report.
import { build } from "esbuild";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { licenceTexts } from "../../../scripts/licences.mjs";

const ROOM = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOM, "src", "page");

/**
 * Writes `index.html`, `report.js`, `report.css` and `favicon.svg`. The page names the last three by their addresses
 * below `/report/`. Beside them, `THIRD-PARTY.txt` has the licences of what is bundled.
 * @param {string} outFolder the folder that is served below `/report/`; made when it is missing
 * @returns {Promise<void>}
 */
export async function buildReportPage(outFolder) {
  await mkdir(outFolder, { recursive: true });
  const { metafile } = await build({
    entryPoints: { report: join(SOURCE, "main.tsx") },
    absWorkingDir: ROOM,
    metafile: true,
    outdir: outFolder,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // From the sources: a page must not be made of what an older build left behind.
    conditions: ["aftertask-source"],
    tsconfigRaw: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" } },
    legalComments: "none",
    banner: { js: "/*! Aftertask report page | MIT | THIRD-PARTY.txt */" },
    logLevel: "warning",
  });
  await build({
    entryPoints: { report: join(SOURCE, "report.css") },
    outdir: outFolder,
    minify: true,
    logLevel: "warning",
  });
  const modules = Object.keys(metafile.inputs).map((file) => join(ROOM, file));
  await writeFile(join(outFolder, "THIRD-PARTY.txt"), await licenceTexts(modules));
  for (const file of ["index.html", "favicon.svg"]) await copyFile(join(SOURCE, file), join(outFolder, file));
}

const calledDirectly = process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url);
if (calledDirectly) await buildReportPage(join(ROOM, "dist", "public", "report"));
