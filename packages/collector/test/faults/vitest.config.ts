import { fileURLToPath } from "node:url";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

// Every file of a run makes its choices from the same seed.
const seed = (process.env["AFTERTASK_SEED"] ??= String(Math.floor(Math.random() * 2 ** 31)));
const size = process.env["AFTERTASK_COLLECTOR_FAULTS"] ?? "everyday";
console.log(`collector faults: seed ${seed} (AFTERTASK_SEED=${seed} repeats its choices), size ${size}`);

// Most of the time everybody waits. At night one at a time: a fault in one case must not be the load of another.
const atOnce = size === "nightly" ? 1 : 3;

const conditions = ["aftertask-source", ...defaultServerConditions];

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: "collector faults",
    include: ["test/faults/*.test.ts"],
    globalSetup: fileURLToPath(new URL("../postgres-set-up.ts", import.meta.url)),
    maxWorkers: atOnce,
    fileParallelism: atOnce > 1,
    testTimeout: size === "everyday" ? 120_000 : 3_600_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
