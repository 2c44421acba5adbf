import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Running, Tab } from "./engine.js";
import { engineOfThisRun } from "./engines/index.js";
import { Ledger } from "./ledger.js";
import { pageBundle } from "./page-bundle.js";

// What the other cases take for granted of whatever drives the browser.
let profile: string;
let server: Server;
let running: Running;
const ledger = new Ledger();

beforeAll(async () => {
  const script = await pageBundle();
  server = createServer(({ url }, answer) => {
    const wanted = url === "/page.js";
    answer.writeHead(200, { "content-type": wanted ? "text/javascript" : "text/html" });
    answer.end(wanted ? script : "<!doctype html><title>Engine</title><script src=/page.js></script>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  profile = await mkdtemp(join(tmpdir(), "aftertask-profile-"));
  const engine = await engineOfThisRun();
  running = await engine.launch(profile);
  console.log(`engine: ${running.version}`);
});

afterAll(async () => {
  await running?.close();
  server?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function open(): Promise<Tab> {
  const tab = await running.openTab(ledger);
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?bare`);
  return tab;
}

it("a function runs in the page with its argument, and its promise is waited for", async () => {
  const tab = await open();
  const told = await tab.run(
    async ({ word }) => {
      await new Promise((go) => setTimeout(go, 50));
      return [word, typeof document, document.visibilityState];
    },
    { word: "tea" },
  );
  expect(told).toEqual(["tea", "object", "visible"]);
  expect(await tab.run(() => {})).toBe(undefined);
  await tab.close();
});

it("what is thrown in the page is thrown here, with its message", async () => {
  const tab = await open();
  await expect(tab.run(() => Promise.reject(new TypeError("no tea")))).rejects.toThrow("no tea");
  await tab.close();
});

it("a run in one tab does not hold up another, and both tabs see the same storage", async () => {
  const tabs = [await open(), await open()] as const;
  const asked = tabs[0].run(async () => {
    while (!localStorage["cup"]) await new Promise((go) => setTimeout(go, 20));
    return localStorage["cup"] as string;
  });
  await tabs[1].run(() => localStorage.setItem("cup", "full"));
  expect(await asked).toBe("full");
  await Promise.all(tabs.map((tab) => tab.close()));
});

it.each(["goto", "reload", "close"] as const)(
  "a run whose page is left by %s fails instead of waiting",
  async (how) => {
    const tab = await open();
    const asked = tab
      .run(() => new Promise(() => {}))
      .then(
        () => "settled",
        () => "failed",
      );
    await (how === "goto" ? tab.goto("about:blank") : tab[how]());
    expect(await asked).toBe("failed");
    if (how !== "close") await tab.close();
  },
);

it("an error that nobody catches and a promise that nobody handles are heard of, and what settles too", async () => {
  const tab = await open();
  await tab.run(() => {
    setTimeout(() => {
      throw new Error("spilt");
    });
    void Promise.reject(new Error("cold"));
    (globalThis as unknown as { settled(id: string, delivery: string): void }).settled("cup", "stored");
  });
  const heard = async () => {
    await ledger.ask(tab);
    return { faults: ledger.faults.join(), cup: ledger.promised.get("cup") };
  };
  await expect
    .poll(heard, { timeout: 10_000 })
    .toEqual({ faults: expect.stringMatching(/spilt.*cold|cold.*spilt/s), cup: "stored" });
  await tab.close();
});
