import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import { Relay } from "./relay.js";
import { sized } from "./random.js";

const README = fileURLToPath(new URL("../../../packages/widget/README.md", import.meta.url));
const PATH = "/harness/stub.html";

type Stub = { aftertask: { submit(rating: object): Promise<{ delivery: string }>; pending(): Promise<number> } };

/** Opens a page with the stub that the documentation gives for what must not be lost. The script that follows it does not arrive until it may. */
async function openEarly(harness: Harness): Promise<{ tab: Tab; address: string; letArrive(): void }> {
  const [stub] = /<script>\s*window\.aftertask \?\?= \{.*?<\/script>/s.exec(await readFile(README, "utf8")) ?? [];
  if (!stub) throw new Error("The documentation gives no stub any more.");
  const body = `<!doctype html><title>Stub</title>${stub}<script async src=/aftertask.js data-key=pk_intranet></script>`;
  harness.proxy.files.set(PATH, { type: "text/html", body });
  let letArrive = () => {};
  const allowed = new Promise<void>((allow) => {
    letArrive = allow;
  });
  const relay = await Relay.forTest(harness.proxy.address, async ({ url }, askBehind) => {
    if (url === "/aftertask.js") await allowed;
    return askBehind();
  });
  const tab = await harness.openTab({ path: "/harness/page.html?bare" });
  const address = relay.address + PATH;
  // Its load is not waited for: it comes after the script.
  await tab.run((page) => void (location.href = page), address);
  const arrived = () => tab.run(() => "aftertask" in globalThis).catch(() => false);
  await expect.poll(arrived, { timeout: 10_000, message: "the stub is there" }).toBe(true);
  return { tab, address, letArrive };
}

/** Submits through the stub. Settles like the call; never, when its page is left before. */
async function submitEarly(harness: Harness, tab: Tab): Promise<string> {
  const id = crypto.randomUUID();
  harness.issued.add(id);
  const delivery = await tab.run(async (given) => {
    const { aftertask } = globalThis as unknown as Stub;
    const rating = { id: given, touchpoint: "it.access-request", instrument: "outcome5", score: 4 };
    return (await aftertask.submit(rating)).delivery;
  }, id);
  harness.ledger.settled(id, delivery);
  return delivery;
}

const COUNT = sized(10, 100);

it("T27: what the stub was given before the script arrived is delivered once it has", async () => {
  const harness = await Harness.forTest(270);
  const { tab, letArrive } = await openEarly(harness);
  const early = Promise.all(Array.from({ length: COUNT }, () => submitEarly(harness, tab)));
  await wait(1_000);
  letArrive();
  await early;
  await expect.poll(() => harness.proxy.answered["stored"], { timeout: 20_000, message: "stored" }).toBe(COUNT);
  const { promised } = await harness.verify();
  expect(promised).toBe(COUNT);
}, 120_000);

it("T27: what the stub was given in a page that was left before the script arrived is delivered by the next page, once", async () => {
  const harness = await Harness.forTest(271);
  const { tab, address, letArrive } = await openEarly(harness);
  const early = Promise.allSettled(Array.from({ length: COUNT }, () => submitEarly(harness, tab)));
  await wait(1_000);
  await tab.goto("about:blank");
  const outcomes = await early;
  expect(
    outcomes.filter(({ status }) => status === "fulfilled"),
    "what has settled",
  ).toEqual([]);
  expect(harness.proxy.posts, "sent so far").toEqual([]);

  letArrive();
  await tab.goto(address);
  await expect.poll(() => harness.proxy.answered["stored"], { timeout: 20_000, message: "stored" }).toBe(COUNT);
  const waiting = () => tab.run(() => (globalThis as unknown as Stub).aftertask.pending());
  await expect.poll(waiting, { timeout: 20_000, message: "waiting" }).toBe(0);
  const left = () => tab.run(() => Object.keys(localStorage).filter((name) => name.startsWith("aftertask:")));
  await expect.poll(left, { timeout: 20_000, message: "left in localStorage" }).toEqual([]);
  const { stored } = await harness.verify();
  expect(stored).toBe(COUNT);
}, 120_000);
