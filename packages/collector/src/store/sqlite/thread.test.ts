import { DatabaseSync } from "@photostructure/sqlite";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.js";
import { addressOf, PROGRAM, Thread } from "./thread.js";

const system = vi.hoisted(() => ({ hasThreads: true, keepsAlive: true }));

vi.mock("node:worker_threads", async (original) => {
  const { Worker, ...rest } = await original<typeof import("node:worker_threads")>();
  class WatchedWorker extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      if (!system.hasThreads) throw new Error("no more threads");
      super(...given);
    }
    override ref() {
      system.keepsAlive = true;
      super.ref();
    }
    override unref() {
      system.keepsAlive = false;
      super.unref();
    }
  }
  return { ...rest, Worker: WatchedWorker };
});

const INSERT = "INSERT INTO numbers (number) VALUES (?)";
const ALL = { sql: "SELECT number FROM numbers ORDER BY number", values: [] };

function fileOfNumbers(): string {
  const file = join(temporaryFolder(), "numbers.db");
  const connection = new DatabaseSync(file);
  connection.exec("PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT");
  connection.close();
  return addressOf(file);
}

function started(program?: string, lost: ((cause: Error) => void) | null = () => {}): Thread {
  const thread = new Thread(lost ?? undefined, program);
  onTestFinished(() => thread.close());
  return thread;
}

test("what it writes waits for the disk itself, on a Mac too, and what it frees is overwritten", async () => {
  const names = ["synchronous", "fullfsync", "secure_delete"];
  const answers = await started().read(
    fileOfNumbers(),
    names.map((name) => ({ sql: `PRAGMA ${name}`, values: [] })),
  );
  expect(answers.flat()).toEqual([{ synchronous: 2 }, { fullfsync: 1 }, { secure_delete: 1 }]);
});

test("what one turn asks for is done in its order, and each is told of its own", async () => {
  const [file, thread] = [fileOfNumbers(), started()];
  const write = (...numbers: (number | string)[]) =>
    thread.write(file, [{ sql: INSERT, rows: numbers.map((number) => [number]) }]);
  const outcomes = await Promise.allSettled([
    write(1, 2),
    thread.read(file, [ALL]),
    write(3, 1),
    write(4),
    write("no number"),
    thread.read(file, [ALL, ALL]),
  ]);
  const [one, two, four] = [{ number: 1 }, { number: 2 }, { number: 4 }];
  expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : "failed"))).toEqual([
    [2],
    [[one, two]],
    "failed",
    [1],
    "failed",
    [
      [one, two, four],
      [one, two, four],
    ],
  ]);
});

test("an error comes back with the database's own words and number", async () => {
  const [file, thread] = [fileOfNumbers(), started()];
  await expect(thread.write(file, [{ sql: INSERT, rows: [[1], [1]] }])).rejects.toMatchObject({
    message: expect.stringContaining("UNIQUE constraint failed"),
    errcode: 1_555,
  });
});

test.each([
  ["exits", "process.exit(3)"],
  ["throws", "throw new Error('out of memory')"],
])("a thread that %s acknowledges nothing, then or later, and is told to be lost", async (_, dies) => {
  const [file, marker] = [fileOfNumbers(), join(temporaryFolder(), "marker")];
  const causes: Error[] = [];
  const program = `
    if (require("node:fs").existsSync(${JSON.stringify(marker)})) {
      ${PROGRAM}
    } else {
      const { parentPort } = require("node:worker_threads");
      parentPort.postMessage("begun");
      parentPort.on("message", () => { ${dies} });
    }`;
  const thread = started(program, (cause) => void causes.push(cause));
  const asked = [thread.write(file, []), thread.read(file, [])];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(causes).toHaveLength(1);
  // It could answer now: but nobody knows what it had done.
  writeFileSync(marker, "");
  await expect(thread.write(file, [])).rejects.toThrow();
});

test("a thread whose work may be done twice is begun anew when it has ended before its time", async () => {
  const [file, marker] = [fileOfNumbers(), join(temporaryFolder(), "marker")];
  const thread = started(
    `
    const { existsSync, writeFileSync } = require("node:fs");
    if (existsSync(${JSON.stringify(marker)})) {
      ${PROGRAM}
    } else {
      writeFileSync(${JSON.stringify(marker)}, "");
      const { parentPort } = require("node:worker_threads");
      parentPort.postMessage("begun");
      parentPort.on("message", () => process.exit(3));
    }`,
    null,
  );
  await expect(thread.keepHouse(file, "VACUUM")).rejects.toThrow("has ended");
  expect(await thread.keepHouse(file, "VACUUM")).toBeUndefined();
});

test("who asks when the system has no more threads is told, and may ask again", async () => {
  const [file, thread] = [fileOfNumbers(), started()];
  system.hasThreads = false;
  onTestFinished(() => void (system.hasThreads = true));
  await expect(thread.read(file, [ALL])).rejects.toThrow("no more threads");
  system.hasThreads = true;
  expect(await thread.read(file, [ALL])).toEqual([[]]);
});

test("a thread that could not begin is begun anew by whoever asks next", async () => {
  const [file, marker] = [fileOfNumbers(), join(temporaryFolder(), "marker")];
  const thread = started(`
    if (!require("node:fs").existsSync(${JSON.stringify(marker)})) throw new Error("too many open files");
    ${PROGRAM}`);
  const asked = [thread.write(file, []), thread.read(file, [ALL])];
  for (const one of await Promise.allSettled(asked))
    expect(one).toMatchObject({ status: "rejected", reason: { message: "too many open files" } });
  await expect(thread.read(file, [ALL])).rejects.toThrow("too many open files");
  writeFileSync(marker, "");
  expect(await thread.write(file, [{ sql: INSERT, rows: [[1]] }])).toEqual([1]);
  expect(await thread.read(file, [ALL])).toEqual([[{ number: 1 }]]);
});

test("a thread that is closed has ended what it was asked for", async () => {
  const lost = vi.fn();
  const [file, thread] = [fileOfNumbers(), started(undefined, lost)];
  const written = thread.write(file, [{ sql: INSERT, rows: [[1]] }]);
  await thread.close();
  expect(await written).toEqual([1]);
  expect(lost).not.toHaveBeenCalled();
  // Otherwise a process that has nothing else to do would end before its files are closed.
  expect(system.keepsAlive).toBe(true);
  await expect(thread.write(file, [])).rejects.toThrow("is closed");
});

test("a thread keeps the process alive only while it has something to do", async () => {
  const [file, thread] = [fileOfNumbers(), started()];
  const read = thread.read(file, [ALL]);
  await Promise.resolve();
  expect(system.keepsAlive).toBe(true);
  await read;
  expect(system.keepsAlive).toBe(false);
});

test("an error's stack tells who asked", async () => {
  const [file, thread] = [fileOfNumbers(), started()];
  async function someStore() {
    await thread.write(file, [{ sql: "INSERT INTO letters VALUES (1)", rows: [[]] }]);
  }
  await expect(someStore()).rejects.toMatchObject({ stack: expect.stringContaining("someStore") });
});
