import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Every file of a run makes its choices from the same seed.
const seed = (process.env["AFTERTASK_SEED"] ??= String(Math.floor(Math.random() * 2 ** 31)));
console.log(`hostile hosts: seed ${seed} (AFTERTASK_SEED=${seed} repeats its choices)`);

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "hostile hosts",
    include: ["**/*.test.ts"],
    globalSetup: ["install-systems.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
