import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// A browser for each file, two at a time: what is measured are looks and keys, not times.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "accessibility",
    include: ["*.test.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
