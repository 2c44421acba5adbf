import { closeSync, cpSync, openSync, readFileSync, readSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createCollector } from "../src/collector.js";
import { runCommand } from "../src/commands/run.js";
import { FILES } from "../src/store/sqlite/folder.js";
import { openSqlite } from "../src/store/sqlite/open.js";
import { envelope, projects, rating, start, TOKEN } from "./start.js";
import { IS_SOAK } from "./soak.js";
import { freshFolder } from "./sqlite-place.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Numbers below 1 that a seed decides: mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Turns one bit each of as many bytes, anywhere in the three files. */
function damage(folder: string, count: number, random: () => number): void {
  const sizes = FILES.map((name) => statSync(join(folder, name)).size);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  for (let turn = 0; turn < count; turn++) {
    let at = Math.floor(random() * whole);
    const index = sizes.findIndex((size) => at < size || ((at -= size), false));
    const file = openSync(join(folder, FILES[index] ?? FILES[0]), "r+");
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, at);
    writeSync(file, Buffer.of(byte.readUInt8() ^ (1 << Math.floor(random() * 8))), 0, 1, at);
    closeSync(file);
  }
}

/** A folder with 400 ratings that were mixed and 10 that wait, left by a collector that was stopped. */
async function stopped(): Promise<string> {
  const running = await start(
    { serve: { projects: projects({ rate: "unlimited" }), admin: { token: TOKEN } } },
    await freshFolder(),
  );
  const send = async (count: number) => {
    for (let sent = 0; sent < count; sent += 20)
      await running.send(
        Array.from({ length: Math.min(20, count - sent) }, () => rating({ comment: "It went well." })),
      );
  };
  await send(400);
  await running.collector.mix();
  await send(10);
  await running.stop();
  return running.place.address;
}

/** What becomes of a rating that is sent to whatever is there. */
async function answerOf(folder: string): Promise<number | "refused to start"> {
  let stores;
  try {
    stores = openSqlite(folder);
  } catch {
    return "refused to start";
  }
  const collector = createCollector({ serve: { projects: projects(), admin: { token: TOKEN } }, stores });
  const request = new Request("http://127.0.0.1/v1/ratings", { method: "POST", body: envelope([rating()]) });
  const { status } = await collector.fetch(request);
  await collector.stop().catch(() => {});
  return status;
}

test("F23: a folder in whose files a hundred bytes are damaged is never served", async () => {
  const whole = await stopped();
  expect(await answerOf(copyOf(whole))).toBe(200);
  for (let seed = 1; seed <= (IS_SOAK ? 20 : 5); seed++) {
    const folder = copyOf(whole);
    damage(folder, 100, chance(seed));
    expect(await answerOf(folder), `seed ${seed}`).toBe("refused to start");
  }
});

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

test("a start says which file is damaged, and what to do", async () => {
  const folder = copyOf(await stopped());
  const file = join(folder, "ledger.db");
  writeFileSync(file, readFileSync(file).fill(0xa5, 4_096));
  expect(() => openSqlite(folder)).toThrow(
    /^The database folder \S+ is damaged \(ledger\.db: [^\n]+\): see with check how badly, and restore a backup/,
  );
});

test("a check finds one changed letter in what somebody said, which no index could show", async () => {
  const folder = copyOf(await stopped());
  const file = join(folder, "ratings.db");
  const content = readFileSync(file);
  content[content.indexOf("It went well.") + 8] = "h".charCodeAt(0);
  writeFileSync(file, content);
  await openSqlite(folder).close();
  const lines: string[] = [];
  expect(await runCommand(["check", "--database", folder], {}, (line) => lines.push(line))).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(/^1 ratings of pk_intranet in \d{4}-W\d\d no longer hold what was received\.$/),
    "Restore a backup.",
  ]);
});
