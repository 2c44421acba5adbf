import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { beside } from "./beside.js";
import { sqlitePlace } from "./fault-place.js";
import { sized } from "./size.js";
import { Story } from "./story.js";

test("F16: while another process holds the file, requests are answered with 503, and none is lost", async () => {
  const story = new Story(sqlitePlace(), 16);
  const times = sized(1, 5, 5);
  const program = await story.begin();
  const refused = { count: 0, slowest: 0 };
  const { end, over } = story.load(program, {
    perSecond: 100,
    hear({ status, headers }, milliseconds) {
      if (status === 200) return;
      expect(status).toBe(503);
      expect(Number(headers["retry-after"])).toBeGreaterThan(0);
      refused.count++;
      refused.slowest = Math.max(refused.slowest, milliseconds);
    },
  });
  await pause(300);
  for (let time = 0; time < times; time++) {
    const before = refused.count;
    await beside("hold", story.place.address, sized(2_000, 10_000, 10_000));
    expect(refused.count, "requests met the lock").toBeGreaterThan(before);
    await expect.poll(async () => (await story.send(program, [story.next()]))?.status).toBe(200);
  }
  end();
  await over;
  await program.stop();
  await story.settle(times, { "answered with 503": refused.count, "slowest 503, ms": Math.round(refused.slowest) });
});

test("F18: checkpoints that another process forces every 10 ms beside the writes damage nothing", async () => {
  const story = new Story(sqlitePlace(), 18);
  const times = sized(1, 1, 10);
  for (let time = 0; time < times; time++) {
    const program = await story.begin();
    const { end, over } = story.load(program);
    const made = await beside("checkpoint", story.place.address, sized(3_000, 60_000, 60_000));
    expect(made, "checkpoints").toBeGreaterThan(10);
    end();
    // Killed among them, too.
    await program.kill();
    await over;
    await story.check();
  }
  await story.settle(times);
});
