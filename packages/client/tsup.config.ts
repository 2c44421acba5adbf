import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "es2022",
  dts: true,
  tsconfig: "tsconfig.browser.json",
  clean: true,
  // Constants are only replaced by what they stand for while each module is still by itself: here, not in the host's build.
  esbuildOptions(options) {
    options.minifySyntax = true;
  },
});
