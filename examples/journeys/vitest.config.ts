import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// What is driven here is what was built: the packages' dist folders, the examples, the collector as a process.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "journeys",
    include: ["*.test.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
