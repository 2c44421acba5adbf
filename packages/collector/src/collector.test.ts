import { expect, onTestFinished, test, vi } from "vitest";
import { around } from "../test/around.js";
import { freshPlace } from "../test/fresh-place.js";
import { rating, start } from "../test/start.js";
import { DAY } from "./day.js";
import { createLog } from "./log.js";

const twenty = () => Array.from({ length: 20 }, () => rating());

test("a batch that is complete moves by itself", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const running = await start();
  await running.send(twenty());
  vi.advanceTimersByTime(1_000);
  expect(await running.collector.mix()).toBe(0);
  expect(await running.send(twenty())).toMatchObject(twenty().map(() => ({ status: "stored" })));
  vi.advanceTimersByTime(999);
  expect(await running.collector.mix()).toBe(20);
});

test("a week that closes is noticed without a request", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const running = await start();
  await running.send([rating()]);
  running.clock.now += 7 * DAY;
  vi.advanceTimersByTime(60_000);
  expect(await running.collector.mix()).toBe(0);
});

test("how much was destroyed an hour after the start is in the log", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const lines: string[] = [];
  await start({ log: createLog((line) => void lines.push(line)) });
  vi.advanceTimersByTime(60 * 60_000);
  const told = () => lines.find((line) => line.includes("destroyed what was old enough")) ?? "";
  await vi.waitFor(() => expect(told()).not.toBe(""), { timeout: 20_000 });
  expect(JSON.parse(told())).toMatchObject({ answers: 0, tasks: 0, tombstones: 0, published: 0 });
});

test("what a killed collector left is mixed at the next start", async () => {
  const first = await start();
  await first.send([rating()]);
  await first.stop();
  const second = await start({ now: () => first.clock.now + 7 * DAY }, first.place);
  expect(await second.collector.mix()).toBe(0);
  expect((await second.report()).rows).toMatchObject([{ week: "2026-W47", shown: false }]);
});

test("a report contains what is being committed while it is asked for", async () => {
  const stores = await (await freshPlace()).open();
  let release: () => void = () => {};
  const disk = new Promise<void>((resolve) => (release = resolve));
  let arrive: () => void = () => {};
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const intake = around(stores.intake, "append", () => {
    arrive();
    return disk;
  });
  const running = await start({ stores: { ...stores, intake }, serve: { demoAt: 4600 } });
  const sent = running.send(["ana", "ben", "chloe", "dev", "eva"].map((person) => rating({ person })));
  await reached;
  const report = running.report();
  await new Promise((resolve) => setTimeout(resolve));
  release();
  expect((await report).rows).toMatchObject([{ answered: 5 }]);
  await sent;
});
