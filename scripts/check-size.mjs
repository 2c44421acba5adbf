// @ts-check
// What a page pays for us, in Brotli bytes, against budgets; and that README.md says the same.
// `--write` puts the measured numbers into README.md.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { brotliBytes } from "./size/brotli.mjs";
import { bundleOf } from "./size/bundle.mjs";
import { faultsOf, readManifest, SCRIPT } from "./size/manifest.mjs";
import { tableFaults, tableOf, writeTable } from "./size/readme-table.mjs";
import { browserFiles, filesWithZod, holdsZod } from "./size/zod.mjs";
import { createTally } from "./tally.mjs";

const tally = createTally("size");
try {
  await measure();
} catch (error) {
  tally.fail("the built files can be measured", error instanceof Error ? error.message : String(error));
}
tally.close();

async function measure() {
  const manifest = readManifest();
  const { loader, corner, anchored, durable, afterTap, accent, instruments, languages } = manifest;
  tally.expectNone("dist/script/manifest.json agrees with the files", await faultsOf(manifest));

  const shown = [loader, ...corner];
  const client = await bundleOf("client");
  const largestOf = (/** @type {Record<string, string>} */ files) =>
    Math.max(0, ...Object.values(files).map((file) => weigh([file])));
  const rows = [
    { what: "The loader, `aftertask.js`", bytes: weigh([loader]), budget: 800 },
    { what: "Until the corner prompt shows", bytes: weigh(shown), budget: 14_000 },
    { what: "Until an anchored prompt shows", bytes: weigh([...shown, ...anchored]), budget: 20_000 },
    { what: "Until a tap is durable, corner", bytes: weigh([...shown, ...durable]), budget: 20_000 },
    { what: "Until a tap is durable, anchored", bytes: weigh([...shown, ...anchored, ...durable]), budget: 26_000 },
    {
      what: "Everything, from the loader to the thank-you",
      bytes: weigh([...shown, ...durable, ...afterTap]),
      budget: 22_500,
    },
    { what: "A host's accent", bytes: weigh(accent), budget: 600 },
    { what: "The largest further language", bytes: largestOf(languages), budget: 1_000 },
    { what: "The largest further instrument", bytes: largestOf(instruments), budget: 2_500 },
    { what: "`@aftertask/client` alone", bytes: brotliBytes(client.code), budget: 6_080 },
  ];
  for (const { what, bytes, budget } of rows) {
    tally.expectNone(`${what}: ${bytes} of ${budget}`, bytes <= budget ? [] : [`${bytes - budget} bytes too many`]);
  }

  const widget = await bundleOf("widget");
  const react = await bundleOf("react", ["react", "react-dom"]);
  const traces = [client, widget, react].flatMap(({ inputs }) => inputs).filter((file) => /[\\/]zod[\\/@]/.test(file));
  tally.expectNone(`no zod in ${browserFiles().length} browser files`, [...filesWithZod(), ...new Set(traces)]);
  const server = await bundleOf("schema");
  tally.expectNone("zod would be noticed", holdsZod(Buffer.from(server.code).toString()) ? [] : ["it was not"]);

  const table = tableOf(rows);
  console.log(`\n${table}\n`);
  if (process.argv.includes("--write")) writeTable(table);
  tally.expectNone("README.md states these numbers", tableFaults(table));
}

/**
 * @param {string[]} files  Each is sent, and therefore compressed, by itself; none twice.
 * @returns {number}
 */
function weigh(files) {
  return [...new Set(files)]
    .filter((file) => existsSync(join(SCRIPT, file)))
    .map((file) => brotliBytes(readFileSync(join(SCRIPT, file))))
    .reduce((sum, bytes) => sum + bytes, 0);
}
