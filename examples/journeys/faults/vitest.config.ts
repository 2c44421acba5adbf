import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// One at a time: a fault in one case must not be the load of another.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: { name: "faults", include: ["*.test.ts"], maxWorkers: 1, fileParallelism: false, hookTimeout: 60_000 },
});
