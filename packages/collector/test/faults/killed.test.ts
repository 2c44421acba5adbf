import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { DATABASES } from "./fault-place.js";
import { hold } from "./held-request.js";
import { FULL, Story } from "./story.js";
import { between } from "./random.js";
import { sized } from "./size.js";

describe.each(DATABASES)("%s", (_, fresh) => {
  test("F1: a collector that is killed under load loses nothing that it has acknowledged", async () => {
    const story = new Story(await fresh(), 1);
    const cycles = sized(4, 25, 200);
    for (let cycle = 0; cycle < cycles; cycle++) {
      const program = await story.begin();
      const { over } = story.load(program, { ratings: { upTo: 10 } });
      await pause(between(story.random, 50, 1_500));
      await program.kill();
      await over;
      await story.check();
    }
    const { acknowledged } = await story.settle(cycles);
    expect(acknowledged, "enough to say something").toBeGreaterThan(cycles * 20);
  });

  test("F2: a collector that is asked to end answers what is under way, and takes nothing new", async () => {
    const story = new Story(await fresh(), 2);
    const times = sized(2, 20, 100);
    const statuses: Record<string, number> = {};
    for (let time = 0; time < times; time++) {
      const program = await story.begin();
      const held = await Promise.all(Array.from({ length: 8 }, () => hold(story, program)));
      const ended = program.stop();
      // It takes nothing new while it waits for these.
      await expect
        .poll(() =>
          fetch(`${program.address}/healthz`).then(
            () => "served",
            () => "refused",
          ),
        )
        .toBe("refused");
      for (const { release } of held) release();
      for (const { answered } of held) {
        const { status } = await answered;
        expect([200, 503]).toContain(status);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
      expect(await ended).toBe(0);
    }
    await story.settle(times, { "answered with 200": statuses[200] ?? 0, "answered with 503": statuses[503] ?? 0 });
  });

  test("F21: of an envelope all good items are kept or none, wherever the collector is killed", async () => {
    const story = new Story(await fresh(), 21);
    const times = sized(3, 30, 30);
    for (let time = 0; time < times; time++) {
      const program = await story.begin();
      // The third of each is none: no score is that high.
      const { over } = story.load(program, {
        connections: 4,
        perSecond: 100,
        ratings: FULL,
        change: (rating, at) => (at === 2 ? { ...rating, score: 11 } : rating),
        hear: ({ status, results }) => {
          expect(status).toBe(200);
          expect(results.map((result) => result.status)).toEqual(
            Array.from({ length: FULL }, (__, at) => (at === 2 ? "invalid" : "stored")),
          );
        },
      });
      await pause(between(story.random, 50, 600));
      await program.kill();
      await over;
      const { kept } = await story.place.read();
      const there = new Set(kept.map(({ id }) => id));
      for (const ratings of story.envelopes)
        expect([0, FULL - 1]).toContain(ratings.filter(({ id }) => there.has(id)).length);
    }
    await story.settle(times);
  });
});
