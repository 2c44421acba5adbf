// @ts-check
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * `import css from "./x.css?inline"` gives the minified sheet as text, as it does under Vite and Vitest.
 * The query stays in the path: a path that ends in `.css` would be taken by the bundler's own CSS step.
 * @returns {import("esbuild").Plugin}
 */
export function cssInline() {
  return {
    name: "css-inline",
    setup(build) {
      build.onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
        path: join(resolveDir, path),
        namespace: "css-inline",
      }));
      build.onLoad({ filter: /.*/, namespace: "css-inline" }, async ({ path }) => {
        const file = path.replace(/\?inline$/, "");
        const source = await readFile(file, "utf8");
        const { code } = await build.esbuild.transform(source, { loader: "css", minify: true, target: "es2022" });
        return { contents: code.trim(), loader: "text", resolveDir: dirname(file), watchFiles: [file] };
      });
    },
  };
}
