// @ts-check
import { transform } from "esbuild";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const QUERY = "?inline";

/** The minified sheet behind `import css from "./x.css?inline"`, as Vite and Vitest give it. @param {string} file */
async function sheet(file) {
  const { code } = await transform(await readFile(file, "utf8"), { loader: "css", minify: true });
  // The minifier leaves the values of custom properties as they stand; no text in our sheets has a space that counts.
  return code.trim().replace(/(?<=--[\w-]+:) |(?<=,) /g, "");
}

/**
 * For tsup. The query stays in the path: a path that ends in `.css` would be taken by the bundler's own CSS step.
 * @returns {import("esbuild").Plugin}
 */
export function cssInlineForEsbuild() {
  return {
    name: "css-inline",
    setup(build) {
      build.onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
        path: join(resolveDir, path),
        namespace: "css-inline",
      }));
      build.onLoad({ filter: /.*/, namespace: "css-inline" }, async ({ path }) => ({
        contents: await sheet(path.slice(0, -QUERY.length)),
        loader: "text",
      }));
    },
  };
}

/** For the script build. @returns {import("rolldown").Plugin} */
export function cssInlineForRolldown() {
  return {
    name: "css-inline",
    resolveId: (source, importer) =>
      source.endsWith(`.css${QUERY}`) ? join(dirname(importer ?? ""), source) : undefined,
    load: async (id) =>
      id.endsWith(`.css${QUERY}`)
        ? { code: `export default ${JSON.stringify(await sheet(id.slice(0, -QUERY.length)))}`, moduleType: "js" }
        : undefined,
  };
}
