import { defineConfig } from "tsup";
import { cssInline } from "./build/css-inline.mjs";

export default defineConfig({
  entry: ["src/index.ts"],
  format: "esm",
  target: "es2022",
  dts: { compilerOptions: { jsx: 4, jsxImportSource: "preact", lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"] } },
  clean: true,
  splitting: true,
  tsconfig: "tsconfig.browser.json",
  esbuildPlugins: [cssInline()],
});
