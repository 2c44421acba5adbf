import { isoWeekOf } from "@aftertask/schema/words";
import { expect, onTestFinished, test, vi } from "vitest";
import { around } from "../test/around.js";
import { freshPlace } from "../test/fresh-place.js";
import { envelope, projects, rating, start, TOKEN } from "../test/start.js";
import { createCollector } from "./collector.js";
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

test("what was not destroyed because a backup was in the way is destroyed an hour later, and then every day", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const asked = vi.spyOn(globalThis, "setTimeout");
  onTestFinished(() => asked.mockRestore());
  const HOUR = 60 * 60_000;
  const stores = await (await freshPlace()).open();
  let tries = 0;
  const ratings = around(stores.ratings, "destroy", () => {
    if (++tries === 1) throw new Error("canceling statement due to statement timeout");
  });
  const lines: string[] = [];
  await start({ stores: { ...stores, ratings }, log: createLog((line) => void lines.push(line)) });
  const told = (message: string) => lines.filter((line) => line.includes(message)).length;
  const passed = async (milliseconds: number, message: string, times: number) => {
    vi.advanceTimersByTime(milliseconds);
    // Turn by turn: what waits otherwise turns the clock that is in the test's hand.
    while (told(message) < times) await new Promise((resume) => setImmediate(resume));
    // Whoever has told it asks for the next time then.
    await new Promise((resume) => setImmediate(resume));
  };
  await passed(HOUR, "was not destroyed", 1);
  await passed(HOUR, "destroyed what was old enough", 1);
  await passed(DAY, "destroyed what was old enough", 2);
  expect(tries).toBe(3);
  const long = asked.mock.calls.map(([, milliseconds = 0]) => milliseconds).filter((each) => each >= HOUR);
  expect(long, "no sooner").toEqual([HOUR, HOUR, DAY, DAY]);
});

test("a machine's clock that jumps a week ahead publishes no week that is running", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const stores = await (await freshPlace()).open();
  const collector = createCollector({ serve: { projects: projects(), admin: { token: TOKEN } }, stores });
  onTestFinished(() => collector.stop());
  const five = ["ana", "ben", "chloe", "dev", "eva"].map((person) => rating({ person }));
  const address = "http://127.0.0.1:4600";
  await collector.fetch(new Request(`${address}/v1/ratings`, { method: "POST", body: envelope(five) }));
  vi.setSystemTime(Date.now() + 8 * DAY);
  const report = await collector.fetch(
    new Request(`${address}/v1/report?key=pk_intranet`, { headers: { Authorization: `Bearer ${TOKEN}` } }),
  );
  expect(await report.json()).toMatchObject({ rows: [] });
  expect(await stores.published.all()).toEqual([]);
  await collector.retain();
  expect(await stores.published.all()).toEqual([]);
});

test.each([
  ["has jumped back to 1970", { started: Date.now(), erased: 0 }],
  ["was 1970 at the start, and has been put right", { started: 0, erased: Date.now() }],
])("what is erased while the machine's clock %s stays erased", async (_, { started, erased }) => {
  const right = Math.max(started, erased);
  vi.useFakeTimers({ toFake: ["Date"], now: started });
  onTestFinished(() => void vi.useRealTimers());
  const stores = await (await freshPlace()).open();
  const collector = createCollector({ serve: { projects: projects(), admin: { token: TOKEN } }, stores });
  onTestFinished(() => collector.stop());
  const one = rating();
  const ask = (path: string, init: RequestInit) => collector.fetch(new Request(`http://127.0.0.1:4600${path}`, init));
  await ask("/v1/ratings", { method: "POST", body: envelope([one]) });
  vi.setSystemTime(erased);
  expect((await ask(`/v1/ratings/${one.id}`, { method: "DELETE" })).status).toBe(204);
  vi.setSystemTime(right);
  await collector.retain();
  expect((await stores.tombstones.all()).map(({ week }) => week)).toEqual([isoWeekOf(right)]);
  const again = await ask("/v1/ratings", { method: "POST", body: envelope([one]) });
  expect(await again.json()).toMatchObject({ results: [{ status: "duplicate" }] });
});
