import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// In the browser that AFTERTASK_BROWSER names: `npm run test:soak -- accessibility` takes Firefox and WebKitGTK.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    name: "accessibility in engines",
    include: ["*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
