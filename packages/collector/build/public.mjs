// @ts-check
// Gathers everything that the collector serves as files: dist/public/script, /report and /examples.
import { cp, mkdir, rm, stat } from "node:fs/promises";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildReportPage } from "./report-page.mjs";

const ROOM = dirname(dirname(fileURLToPath(import.meta.url)));
const PUBLIC = join(ROOM, "dist", "public");

/** What a page that needs no build is made of. */
const PAGE_FILES = new Set([".html", ".css", ".js", ".svg", ".png", ".woff2"]);

await rm(PUBLIC, { recursive: true, force: true });
await gather("@aftertask/widget", "dist/script", "script", "aftertask.js");
await gather("@aftertask/example-intranet-page", ".", "examples/intranet-page", "index.html", PAGE_FILES);
await gather("@aftertask/example-npm-app", "dist", "examples/npm-app", "index.html");
await gather("@aftertask/example-react-app", "dist", "examples/react-app", "index.html");
await buildReportPage(join(PUBLIC, "report"));

/**
 * Copies a folder of another package. Ends the build when the file that everything begins with is not there.
 * @param {string} name  of the package, as the dependencies of this one say it
 * @param {string} folder  in that package
 * @param {string} target  below dist/public
 * @param {string} first  the file that must be there
 * @param {Set<string>} [endings]  Default: all.
 */
async function gather(name, folder, target, first, endings) {
  const source = join(ROOM, "node_modules", name, folder);
  if (!(await stat(join(source, first)).catch(() => null))?.isFile()) {
    console.error(
      `${relative(ROOM, join(source, first))} is missing: build ${name} first (pnpm --filter ${name} run build).`,
    );
    process.exit(1);
  }
  const to = join(PUBLIC, target);
  await mkdir(to, { recursive: true });
  await cp(source, to, {
    recursive: true,
    dereference: true,
    filter: async (file) => {
      if (file === source || endings === undefined) return true;
      const isFolder = (await stat(file)).isDirectory();
      return isFolder ? !/node_modules|dist|test/.test(relative(source, file)) : endings.has(extname(file));
    },
  });
}
