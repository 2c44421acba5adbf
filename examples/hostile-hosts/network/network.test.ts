import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plainChromium } from "../../journeys/faults/plain-chromium.js";
import { en, Prompt } from "../../journeys/models/prompt.js";
import { HostServer } from "../host-server.js";

/** Rates on a page of one address space, for a collector that may be in another one. */
async function rate(flags: (page: HostServer, collector: HostServer) => string[]) {
  const [host, collector] = await Promise.all([HostServer.start(), HostServer.start()]);
  const profile = await mkdtemp(join(tmpdir(), "aftertask-profile-"));
  let connections = 0;
  collector.onConnection(() => connections++);
  const running = await plainChromium(...flags(host, collector)).launch(profile);
  try {
    const uncaught: string[] = [];
    const { page } = await running.openTab({ settled: () => {}, uncaught: (message) => void uncaught.push(message) });
    const html = `<!doctype html><html lang=en><meta charset=utf-8><title>Cases</title>
      <script async src=/script/aftertask.js data-key=pk_intranet data-endpoint=${collector.address}/v1/ratings data-fatigue=off></script>
      <button id=close data-aftertask-ask=hr.payroll data-aftertask-task=LNA-1>Close case</button>`;
    await page.goto(host.add("/", html));
    const prompt = new Prompt(page, en);
    // Until all is fetched ahead that ever is.
    const ahead = () => host.heard.some((each) => each.includes("/after-tap-"));
    await expect.poll(ahead, { timeout: 20_000 }).toBe(true);
    const onLoad = connections;
    await page.locator("#close").click();
    await prompt.region.waitFor();
    await page.waitForTimeout(1_500);
    const onShow = connections;
    await prompt.choose("Badly");
    await prompt.region.locator(".under p").waitFor();
    const onTap = connections;
    await prompt.send();
    const end = prompt.region.locator(".over").filter({ hasNotText: "Sending" }).locator("h2");
    await end.waitFor();
    await page.waitForTimeout(1_500);
    const pending = await page.evaluate(() =>
      (globalThis as unknown as { aftertask: { pending(): Promise<number> } }).aftertask.pending(),
    );
    const posts = collector.heard.filter((each) => each.startsWith("POST")).length;
    return { onLoad, onShow, onTap, end: await end.textContent(), pending, uncaught, posts };
  } finally {
    await running.close();
    await Promise.all([host.stop(), collector.stop()]);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const silent = { onLoad: 0, onShow: 0, onTap: 0, uncaught: [] };

it("a public page asks a private collector for nothing before somebody acts, and keeps what the browser then blocks", async () => {
  const spaces = (host: HostServer, collector: HostServer) => [
    `--ip-address-space-overrides=127.0.0.1:${host.port}=public,127.0.0.1:${collector.port}=local`,
  ];
  expect(await rate(spaces)).toEqual({ ...silent, end: en.kept, pending: 1, posts: 0 });
});

it("in one address space the same page delivers, and not before Send", async () => {
  expect(await rate(() => [])).toEqual({ ...silent, end: en.thanks, pending: 0, posts: 1 });
});
