import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { Tab } from "./engine.js";
import { chromiumIt } from "./engines/index.js";
import { Harness } from "./harness.js";
import { flush } from "./in-tab.js";
import type { HarnessPage } from "./page.js";
import { plainChromium } from "./plain-chromium.js";
import { type Answer, Relay, type Treatment } from "./relay.js";

/** Opens a page whose client posts to another origin. */
async function openWith(harness: Harness, endpoint: string): Promise<Tab> {
  const tab = await harness.openTab({ path: "/harness/page.html?bare" });
  await tab.run((address) => {
    const here = globalThis as unknown as HarnessPage;
    here.client = here.createClient({ endpoint: `${address}/v1/ratings`, key: "pk_intranet" });
  }, endpoint);
  return tab;
}

/** An answer with other headers; `undefined` takes one away. */
function withHeaders({ headers, ...answer }: Answer, changes: Answer["headers"]): Answer {
  const changed = Object.entries({ ...headers, ...changes }).filter(([, value]) => value !== undefined);
  return { ...answer, headers: Object.fromEntries(changed) };
}

const PAUSE = 3_000;
const BUSY: Answer = {
  status: 429,
  headers: {
    "access-control-allow-origin": "*",
    "retry-after": String(PAUSE / 1_000),
    "content-type": "application/json",
  },
  body: JSON.stringify({ retryAfterMs: PAUSE }),
};

/** Answers of endpoints on other origins, and how often at most a browser asks them whether it may send two ratings. */
const ENDPOINTS: Record<string, { treat(): Treatment; preflights: number }> = {
  "allows every origin": {
    treat: () => async (_incoming, askBehind) => withHeaders(await askBehind(), { "access-control-allow-origin": "*" }),
    preflights: 0,
  },
  "allows the origin that asks, and credentials": {
    treat:
      () =>
      async ({ headers }, askBehind) =>
        withHeaders(await askBehind(), {
          "access-control-allow-origin": headers.origin,
          "access-control-allow-credentials": "true",
          vary: "Origin",
        }),
    preflights: 0,
  },
  "asks for patience in a header that the page may not read": {
    treat() {
      let first = true;
      return async (_incoming, askBehind) => {
        const answer = first ? BUSY : await askBehind();
        first = false;
        return withHeaders(answer, { "access-control-expose-headers": undefined });
      };
    },
    preflights: 0,
  },
  "takes no plain text": {
    treat:
      () =>
      async ({ method, headers }, askBehind) =>
        method === "POST" && headers["content-type"]?.startsWith("text/plain")
          ? { status: 415, headers: { "access-control-allow-origin": "*" }, body: "" }
          : askBehind(),
    // With `cache: "no-store"`, a browser takes no notice of what it remembers of earlier ones.
    preflights: 2,
  },
};

it.each(Object.entries(ENDPOINTS))(
  "T26: the first attempt asks for no leave at an endpoint on another origin that %s",
  async (name, { treat, preflights }) => {
    const harness = await Harness.forTest(260);
    const treated = treat();
    const relay = await Relay.forTest(harness.proxy.address, async (incoming, askBehind) => {
      if (incoming.method === "OPTIONS") await wait(500);
      return treated(incoming, askBehind);
    });
    const tab = await openWith(harness, relay.address);
    while (harness.issued.size < 2) {
      await harness.rate(tab);
      const delivered = async () => {
        await flush(tab);
        return harness.proxy.answered["stored"];
      };
      await expect.poll(delivered, { timeout: 20_000, message: "stored" }).toBe(harness.issued.size);
    }

    const [first, second] = relay.ratings;
    expect(first?.method).toBe("POST");
    const asked = relay.ratings.filter(({ method }) => method === "OPTIONS");
    expect(asked.length, "preflights").toBeLessThanOrEqual(preflights);
    if (name.includes("patience")) {
      // What flush() could not cut short was asked for by the endpoint.
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(PAUSE - 100);
    }
    const { stored, issued } = await harness.verify();
    expect(stored).toBe(issued);
  },
  120_000,
);

/** A copy of the content blocker: Chromium writes into the folder of an extension. */
async function copyBlocker(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "aftertask-blocker-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(fileURLToPath(new URL("blocker", import.meta.url)), folder, { recursive: true });
  return folder;
}

chromiumIt(
  "T29: a content blocker that knows beacons lets ratings through, also from a page that is left",
  async () => {
    const harness = await Harness.forTest(290, { engine: plainChromium(`--load-extension=${await copyBlocker()}`) });
    const relay = await Relay.forTest(harness.proxy.address, (_incoming, askBehind) => askBehind());
    // To a blocker, two ports of one name are one party.
    const third = relay.address.replace("127.0.0.1", "localhost");
    const tab = await openWith(harness, third);
    const isActive = () =>
      tab.run(() =>
        fetch("/is-blocked").then(
          () => false,
          () => true,
        ),
      );
    await expect.poll(isActive, { timeout: 10_000, message: "the list is in force" }).toBe(true);
    await tab.run((address) => {
      navigator.sendBeacon(`${address}/beacon`, "x");
    }, third);

    expect(await harness.rate(tab)).toMatch(/stored|delivered/);
    const id = crypto.randomUUID();
    harness.issued.add(id);
    await tab.run((opened) => {
      const { client } = globalThis as unknown as HarnessPage;
      return client.open({ id: opened, touchpoint: "it.access-request", instrument: "outcome5", score: 4 }).saved;
    }, id);
    await tab.goto("about:blank");
    await expect.poll(() => harness.proxy.answered["stored"], { timeout: 10_000, message: "stored" }).toBe(2);

    expect(
      relay.heard.map(({ path }) => path),
      "a beacon is blocked",
    ).not.toContain("/beacon");
    await harness.verify();
  },
  120_000,
);
