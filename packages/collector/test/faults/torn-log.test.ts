import { cpSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { sqlitePlace } from "./fault-place.js";
import { connections } from "./post.js";
import { between } from "./random.js";
import { sized } from "./size.js";
import { Story } from "./story.js";
import { framesOf } from "./write-ahead-log.js";

/** Ratings of one envelope, hence of one commit. */
const TOGETHER = 3;

test("F3: from a log that ends anywhere, SQLite opens what was committed before, whole envelopes in their order", async () => {
  const story = new Story(sqlitePlace(), 3);
  // What has been mixed has left its order.
  const program = await story.begin({ preload: ["unmixed.mjs"] });
  const agent = connections(1);
  for (let envelope = 0; envelope < 100; envelope++)
    await story.send(
      program,
      Array.from({ length: TOGETHER }, () => story.next()),
      agent,
    );
  agent.destroy();
  await program.kill();

  const { address } = story.place;
  const { frames, size } = framesOf(readFileSync(join(address, "intake.db-wal")));
  const { envelopes } = story;
  const cuts = sized(16, 50, 200);
  let shortest = Infinity;
  for (let cut = 0; cut < cuts; cut++) {
    // Every other one at the very edge of a frame.
    const edge = frames[between(story.random, 0, frames.length - 1)]?.end ?? 0;
    const at = cut % 2 === 0 ? edge : between(story.random, 0, size - 1);
    const torn = temporaryFolder();
    cpSync(address, torn, { recursive: true, filter: (file) => !file.endsWith("-shm") });
    truncateSync(join(torn, "intake.db-wal"), at);

    const { kept, damage } = await sqlitePlace(torn).read();
    expect(damage).toEqual([]);
    const there = new Set(kept.map(({ id }) => id));
    // The log ends with one commit for each envelope.
    const whole = envelopes.length - frames.filter(({ end, isCommit }) => isCommit && end > at).length;
    expect(envelopes.map((ratings) => ratings.filter(({ id }) => there.has(id)).length)).toEqual(
      envelopes.map((_, number) => (number < whole ? TOGETHER : 0)),
    );
    shortest = Math.min(shortest, Math.max(0, whole));
  }
  await story.settle(cuts, { "envelopes in the log": envelopes.length, "in the shortest": shortest });
});
