import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// What is looked at is what was built: the widget as an app has it from npm.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "looks",
    include: ["*.test.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
