import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// What must hold however fast the machine is: what is fetched when, and that nothing moves. No time is asserted.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "loading",
    include: ["*.test.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
