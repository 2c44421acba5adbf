import type { RatingResult } from "@aftertask/schema/words";
import { describe, expect, test } from "vitest";
import { envelope } from "../start.js";
import { DATABASES } from "./fault-place.js";
import { connections, post, type Posted } from "./post.js";
import { FULL, Story } from "./story.js";
import { sized } from "./size.js";

const SENDERS = 50;
const RATINGS = 100;

describe.each(DATABASES)("%s", (_, fresh) => {
  test("F20: a hundred ratings that fifty send at the same time are kept once each, and all fifty are told so", async () => {
    const story = new Story(await fresh(), 20);
    const times = sized(1, 3, 3);
    const program = await story.begin();
    for (let time = 0; time < times; time++) {
      const ratings = Array.from({ length: RATINGS }, () => story.next());
      story.intend(ratings);
      story.envelopes.pop();
      const agent = connections(SENDERS);
      const heard: RatingResult[] = [];
      await Promise.all(
        Array.from({ length: SENDERS }, async (__, sender) => {
          // Each begins elsewhere, so that they meet in every order.
          const own = [...ratings.slice(sender * 2), ...ratings.slice(0, sender * 2)];
          for (let at = 0; at < RATINGS; at += FULL) {
            const some = own.slice(at, at + FULL);
            const { results } = await insistently(() => post(program.address, envelope(some), agent));
            expect(results.map(({ id }) => id)).toEqual(some.map(({ id }) => id));
            heard.push(...results);
          }
        }),
      );
      agent.destroy();
      for (let at = 0; at < RATINGS; at += FULL) story.envelopes.push(ratings.slice(at, at + FULL));
      story.history.note(heard.map(({ id, status }) => ({ id, outcome: "ok", word: status })));
      const words = (id: string) => heard.filter((result) => result.id === id).map(({ status }) => status);
      for (const { id } of ratings)
        expect(words(id).toSorted()).toEqual([...Array.from({ length: SENDERS - 1 }, () => "duplicate"), "stored"]);
    }
    await program.stop();
    await story.settle(times, { "ratings sent": times * SENDERS * RATINGS });
  });

  test("F24: bodies of the largest size, sixty-four at once, do not take more memory than there is", async () => {
    const story = new Story(await fresh(), 24);
    const bodies = sized(128, 1_000, 1_000);
    const program = await story.begin({ node: ["--max-old-space-size=64"] });
    let largest = 0;
    let refused = 0;
    const { over } = story.load(program, {
      connections: 64,
      perSecond: Infinity,
      // Four of them fill an envelope to its last kibibyte.
      ratings: 4,
      envelopes: bodies,
      change: (rating) => ({ ...rating, comment: "待".repeat(3_900) }),
      hear: ({ status, results }) => {
        // Who comes when too much waits for the disk is sent away, which takes no memory either.
        expect([200, 503]).toContain(status);
        if (status === 503) refused++;
        else expect(results.map((result) => result.status)).toEqual(["stored", "stored", "stored", "stored"]);
        largest = Math.max(largest, program.memory);
      },
    });
    await over;
    expect(program.hasEnded, "it lives").toBe(false);
    await program.stop();
    await story.settle(1, { bodies, "answered with 503": refused, "largest memory, MiB": Math.round(largest) });
  });
});

/** Whoever meets a collector that is too busy is sent away with 503, and comes again. */
async function insistently(work: () => Promise<Posted>): Promise<Posted> {
  for (;;) {
    const answer = await work();
    if (answer.status !== 503) {
      expect(answer.status).toBe(200);
      return answer;
    }
  }
}
