import { DatabaseSync } from "@photostructure/sqlite";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.js";
import { addressOf, Thread } from "./thread.js";

const INSERT = "INSERT INTO numbers (number) VALUES (?)";
const ALL = { sql: "SELECT number FROM numbers ORDER BY number", values: [] };

function fileOfNumbers(): string {
  const file = join(temporaryFolder(), "numbers.db");
  const connection = new DatabaseSync(file);
  connection.exec("PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT");
  connection.close();
  return addressOf(file);
}

function started(program?: string): Thread {
  const thread = new Thread(program);
  onTestFinished(() => thread.close());
  return thread;
}

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
])("a thread that %s acknowledges nothing, then or later", async (_, dies) => {
  const thread = started(`require("node:worker_threads").parentPort.on("message", () => { ${dies} });`);
  const asked = [thread.write("file", []), thread.read("file", [])];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(thread.write("file", [])).rejects.toThrow();
});

test("a thread that is closed has ended what it was asked for", async () => {
  const [file, thread] = [fileOfNumbers(), started()];
  const written = thread.write(file, [{ sql: INSERT, rows: [[1]] }]);
  await thread.close();
  expect(await written).toEqual([1]);
});
