import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// What was packed and installed, as somebody uses it who has nothing else.
export default defineConfig({
  test: {
    name: "packed collector",
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: ["*.test.ts"],
    globalSetup: fileURLToPath(new URL("set-up.ts", import.meta.url)),
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
