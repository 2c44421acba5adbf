import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/*.test.ts", "!src/**/*.test-d.ts"],
  // File by file: a constant that stays one is put in its places by the host's build, and no module brings another along.
  bundle: false,
  format: "esm",
  target: "es2022",
  dts: { entry: { index: "src/index.ts", "words/index": "src/words/index.ts" } },
  clean: true,
});
