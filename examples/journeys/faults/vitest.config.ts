import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Every file of a run makes its choices from the same seed.
const seed = (process.env["AFTERTASK_SEED"] ??= String(Math.floor(Math.random() * 2 ** 31)));
console.log(`faults: seed ${seed} (npm run test:faults -- --seed ${seed} repeats its choices)`);

// Most of the time everybody waits. At night one at a time: a fault in one case must not be the load of another.
const atOnce = process.env["AFTERTASK_FAULTS_NIGHTLY"] === undefined ? 3 : 1;

/** The collectors' database: SQLite unless this says `postgres`. */
const isOnPostgres = process.env["AFTERTASK_FAULTS_DATABASE"] === "postgres";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "faults",
    include: ["**/*.test.ts"],
    globalSetup: isOnPostgres ? [fileURLToPath(new URL("postgres-set-up.ts", import.meta.url))] : [],
    maxWorkers: atOnce,
    fileParallelism: atOnce > 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
