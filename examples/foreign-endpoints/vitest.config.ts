import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// One at a time: each file starts servers and a browser of its own.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "foreign endpoints",
    include: ["*.test.ts"],
    globalSetup: ["install-servers.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
