import { openSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { sqlitePlace } from "./fault-place.js";
import { sized } from "./size.js";
import { Story } from "./story.js";

/** What becomes of its log. */
const UNREAD: [name: string, salt: number, stderr: () => number | undefined][] = [
  ["output nobody reads any more", 26, () => undefined],
  ["log cannot be written, because its disk is full,", 27, () => openSync("/dev/full", "w")],
];

test.each(UNREAD)("F26: a collector whose %s goes on serving", async (_, salt, stderr) => {
  const story = new Story(sqlitePlace(), salt);
  const times = sized(1, 3, 3);
  for (let time = 0; time < times; time++) {
    const log = stderr();
    const program = await story.begin(log === undefined ? {} : { stderr: log });
    program.child.stdout?.destroy();
    program.child.stderr?.destroy();
    const { end, over } = story.load(program, { perSecond: 100 });
    // The mix comes a second after the first commit, and says so.
    await pause(1_800);
    expect(program.hasEnded, "it lives").toBe(false);
    expect(await program.isReady()).toBe(true);
    end();
    await over;
    expect(await program.stop(), "how it ended").toBe(0);
  }
  await story.settle(times);
});

test("F26: an error that nobody catches ends the collector with 1 and a line in its log, and the next one goes on", async () => {
  const story = new Story(sqlitePlace(), 28);
  const times = sized(2, 6, 6);
  for (let time = 0; time < times; time++) {
    const program = await story.begin({ preload: ["failing.mjs"] });
    const { over } = story.load(program, { perSecond: 100 });
    await pause(300);
    program.child.send({ fail: time % 2 === 0 ? "throw" : "reject" });
    expect(await program.ended).toBe(1);
    await over;
    expect(program.log.at(-1)).toMatchObject({ level: "error", cause: { name: "TypeError" } });
    expect(program.words, "what the message of an error may hold").not.toContain("a comment of somebody");
    await story.check();
  }
  await story.settle(times);
});
