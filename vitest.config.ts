import { playwright } from "@vitest/browser-playwright";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defaultClientConditions, defaultServerConditions } from "vite";
import { defineConfig, type TestProjectConfiguration, type TestProjectInlineConfiguration } from "vitest/config";

// Tests import the packages' sources, not what was built from them.
const SOURCE = "aftertask-source";

/** Files named `*.test.ts` run in Node. */
function inNode(room: string, change: TestProjectInlineConfiguration["test"] = {}): TestProjectConfiguration {
  return {
    root: `packages/${room}`,
    resolve: { conditions: [SOURCE, ...defaultServerConditions] },
    ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
    test: {
      name: room,
      include: ["{src,test}/**/*.test.ts"],
      exclude: [
        "**/*.browser.test.*",
        "test/postgres*.test.ts",
        "test/{faults,inputs,packed}/**",
        "src/store/postgres/*.test.ts",
      ],
      environment: "node",
      ...change,
    },
  };
}

/** These limits are for what hangs: a busy machine takes its time over a new process, a database or a page. */
const PATIENTLY = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } };

const COLLECTOR = { ...PATIENTLY, testTimeout: 60_000 * Number(process.env["AFTERTASK_COLLECTOR_SOAK"] ?? "1") };

/** What the collector does must not depend on its database: the tests that reach one run on PostgreSQL as well. */
function onPostgres(): TestProjectConfiguration {
  return inNode("collector", {
    name: "collector on postgresql",
    include: [
      "test/postgres*.test.ts",
      "src/store/postgres/*.test.ts",
      "test/threats/{object-access,pollution,queries}.test.ts",
      "src/{collector,app}.test.ts",
      "src/{access,retention}/*.test.ts",
      "src/store/{fill,kind}.test.ts",
      "src/{demo/keep-apart,mix/mix,receive/receive-ratings,report/read-report,commands/{move,publish,erase,nothing-kept},backup/backup}.test.ts",
    ],
    exclude: [],
    globalSetup: fileURLToPath(new URL("packages/collector/test/postgres-set-up.ts", import.meta.url)),
    ...COLLECTOR,
  });
}

/**
 * Files named `*.browser.test.ts` or `.tsx` run in Chromium. Dependencies are listed, not discovered: a dependency
 * found late would be bundled a second time, and two copies of Preact in one page do not share their state.
 */
function inChromium(
  room: string,
  jsx: "preact" | "react",
  include: string[],
  setupFiles: string[] = [],
): TestProjectConfiguration {
  return {
    root: `packages/${room}`,
    resolve: { conditions: [SOURCE, ...defaultClientConditions] },
    oxc: { jsx: { runtime: "automatic", importSource: jsx } },
    optimizeDeps: { noDiscovery: true, include },
    test: {
      name: `${room} in chromium`,
      include: ["{src,test}/**/*.browser.test.{ts,tsx}"],
      setupFiles,
      ...PATIENTLY,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            executablePath: process.env["CHROMIUM_PATH"] ?? findChromium(),
            args: [
              "--no-sandbox",
              "--disable-gpu",
              "--disable-quic",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
            ],
          },
        }),
        instances: [{ browser: "chromium" }],
      },
    },
  };
}

function findChromium(): string {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium";
}

const PREACT = ["preact", "preact/jsx-runtime", "preact/jsx-dev-runtime", "@testing-library/preact"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      inNode("schema"),
      inNode("client"),
      inNode("widget"),
      inNode("react"),
      inNode("insights"),
      inNode("collector", COLLECTOR),
      onPostgres(),
      { root: "examples/peers", test: { name: "peers", include: ["*.test.ts"], environment: "node" } },
      { root: "scripts", test: { name: "scripts", include: ["**/*.test.mjs"], environment: "node" } },
      inChromium("client", "preact", []),
      inChromium("widget", "preact", [
        ...PREACT,
        "@floating-ui/core",
        "@floating-ui/dom",
        "@testing-library/user-event",
        "fast-check",
      ]),
      inChromium(
        "react",
        "react",
        [
          "react",
          "react-dom",
          "react-dom/client",
          "react/jsx-runtime",
          "react/jsx-dev-runtime",
          "@testing-library/react",
        ],
        [fileURLToPath(new URL("packages/react/test/patience.ts", import.meta.url))],
      ),
      inChromium("collector", "preact", PREACT, [
        fileURLToPath(new URL("packages/collector/test/patience.ts", import.meta.url)),
      ]),
    ],
  },
});
