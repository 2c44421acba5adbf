import { execFileSync } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sqlitePlace } from "./fault-place.js";
import { NO_LIMITS } from "./limits.js";
import { expectRefused, untilServed } from "./served-again.js";
import { sized } from "./size.js";
import { NO_DISK, SmallDisk } from "./small-disk.js";
import { Story } from "./story.js";

/** What is taken away, one after the other. */
const TAKEN = [
  ["intake.db"],
  ["intake.db-wal"],
  ["ratings.db"],
  ["ledger.db"],
  ["intake.db", "intake.db-wal", "ratings.db", "ratings.db-wal", "ledger.db", "ledger.db-wal"],
];

describe.skipIf(NO_DISK)(`with a disk of its own${NO_DISK ? ` (left out: ${NO_DISK})` : ""}`, () => {
  test("F5: on a full disk no rating is acknowledged, and the collector works again when there is room", async () => {
    const disk = new SmallDisk(1_024);
    const story = new Story(sqlitePlace(disk.folder), 5);
    const times = sized(1, 5, 20);
    const program = await story.begin();
    let refused = 0;
    let slowest = 0;
    for (let time = 0; time < times; time++) {
      disk.fill(sized(400, 400, 400));
      // Until nothing fits any more: what is long does not fit before what is short.
      for (let full = 0; full < 5;) {
        const answer = await story.send(program, [story.next()]);
        if (answer?.status === 200) continue;
        expectRefused(answer);
        refused++;
        full++;
      }
      expect(await program.isReady(), "ready").toBe(false);
      expect((await program.get("/healthz")).status).toBe(200);
      disk.free();
      slowest = Math.max(slowest, await untilServed(story, program));
    }
    await program.stop();
    await story.settle(times, { "answered with 503": refused, "works again after, ms": slowest });
  });
});

test.skipIf(NO_LIMITS)(
  "F6: where the disk takes no writes any more, no rating is acknowledged, and the log says why",
  async () => {
    const story = new Story(sqlitePlace(), 6);
    const times = sized(1, 3, 3);
    for (let time = 0; time < times; time++) {
      const program = await story.begin();
      expect((await story.send(program, [story.next()]))?.status).toBe(200);
      // What is open stays open whatever becomes of its rights: only the kernel can refuse the write itself.
      const writable = (size: string) =>
        execFileSync("prlimit", ["--pid", String(program.child.pid), `--fsize=${size}:`]);
      writable("0");
      expectRefused(await story.send(program, [story.next()]));
      expect(await program.isReady(), "ready").toBe(false);
      expect(program.log.some(({ level, cause }) => level === "error" && cause !== undefined)).toBe(true);
      writable("unlimited");
      await untilServed(story, program);
      await program.stop();
    }
    await story.settle(times);
  },
);

test("F6: where files are taken away at run time, no rating is acknowledged and no new file takes their place", async () => {
  const story = new Story(sqlitePlace(), 66);
  const aside = (name: string) => join(story.place.address, `${name}.aside`);
  const inPlace = (name: string) => join(story.place.address, name);
  for (const names of TAKEN) {
    const program = await story.begin();
    const known = [story.next()];
    expect((await story.send(program, known))?.status).toBe(200);
    for (const name of names) renameSync(inPlace(name), aside(name));

    expect(await program.isReady(), "ready").toBe(false);
    expectRefused(await story.send(program, [story.next()]));
    // What is known there may be gone with the file.
    expectRefused(await story.again(program, known));
    expect(program.log.filter(({ level }) => level === "error").at(-1)?.cause).toMatchObject({ code: "MISSING_FILE" });
    expect(names.filter((name) => existsSync(inPlace(name)))).toEqual([]);

    await program.kill();
    for (const name of names) renameSync(aside(name), inPlace(name));
  }
  await story.settle(TAKEN.length);
});
