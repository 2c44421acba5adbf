import { fileURLToPath } from "node:url";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

// The tests read with the packages' sources; what they ask is the built collector.
const conditions = ["aftertask-source", ...defaultServerConditions];

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: "inputs",
    include: ["test/inputs/*.test.ts"],
    environment: "node",
    globalSetup: fileURLToPath(new URL("../postgres-set-up.ts", import.meta.url)),
    maxWorkers: 2,
    // More made-up inputs take longer.
    testTimeout: 120 * Number(process.env["AFTERTASK_INPUTS_RUNS"] ?? "1000"),
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
