import { defineConfig } from "tsup";
import { cssInlineForEsbuild } from "./build/css-inline.mjs";

export default defineConfig({
  entry: ["src/index.ts"],
  format: "esm",
  target: "es2022",
  dts: true,
  clean: true,
  splitting: true,
  tsconfig: "tsconfig.browser.json",
  esbuildPlugins: [cssInlineForEsbuild()],
});
