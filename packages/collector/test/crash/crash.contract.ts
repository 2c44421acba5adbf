import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { answersOf } from "../answers.js";
import { DAY } from "../../src/day.js";
import { hex } from "../../src/store/row.js";
import type { Place } from "../place.js";
import { rating } from "../start.js";
import { CollectorProcess, Unserved } from "./process.js";

/** How often each step is repeated; a soak run does so more often. */
export const AGAIN = { repeats: Number(process.env["AFTERTASK_COLLECTOR_SOAK"] ?? "1") - 1 };

/** Every step of receiving and of the mix, in their order. */
export const STEPS = [
  "before a key is made",
  "after a key is made",
  "before the commit",
  "within the commit",
  "after the commit",
  "before the week is closed",
  "after the week is closed",
  "before the ratings",
  "after the ratings",
  "before the ledger",
  "after the ledger",
  "before the removal",
  "after the removal",
  "after the loan",
  "before the log is emptied",
  "after the log is emptied",
  "before keys are destroyed",
  "after keys are destroyed",
  "before the ratings are written anew",
  "after the ratings are written anew",
  "before the ledger is written anew",
  "after the ledger is written anew",
] as const;

/** What happened to ratings until the fault. */
export class Story {
  readonly sent: ReturnType<typeof rating>[] = [];
  readonly acknowledged = new Set<string>();

  /** Sends more than a batch, mixes it, and does so again in the week after, until the collector is gone. */
  async tell(collector: CollectorProcess): Promise<void> {
    try {
      for (const count of [20, 5, 3]) await this.#send(collector, count);
      await collector.mix();
      collector.time += 7 * DAY;
      await this.#send(collector, 4);
      await collector.mix();
    } catch (cause) {
      if (!(cause instanceof Unserved)) throw cause;
    }
  }

  async #send(collector: CollectorProcess, count: number): Promise<void> {
    const some = Array.from({ length: count }, () => rating({ person: randomUUID() }));
    this.sent.push(...some);
    for (const { id, status } of await collector.send(some)) {
      expect(status).toBe("stored");
      this.acknowledged.add(id);
    }
  }

  /** What was acknowledged is known, everything can be sent again, and all of it is counted once. */
  async verify(collector: CollectorProcess, place: Place): Promise<void> {
    collector.time += 7 * DAY;
    const again = await inEnvelopes(collector, this.sent);
    const lost = again.filter(({ id, status }) => this.acknowledged.has(id) && status !== "duplicate");
    expect(lost, "acknowledged and lost").toEqual([]);
    expect(again.filter(({ status }) => !["stored", "duplicate"].includes(status))).toEqual([]);

    const twins = this.sent.map(({ task, person }) => rating({ ...(task && { task }), ...(person && { person }) }));
    const results = await inEnvelopes(collector, twins);
    expect(results.filter(({ status }) => status !== "refused")).toEqual([]);

    collector.time += 7 * DAY;
    expect(await collector.mix()).toBeGreaterThanOrEqual(0);
    await collector.stop();
    const stores = await place.open();
    const weeks = await stores.ratings.weeks({ project: "pk_intranet" });
    const answers = await Promise.all(weeks.map((week) => answersOf(stores.ratings, week)));
    expect(await stores.intake.waiting(), "left behind").toEqual([]);
    await stores.close();
    const raters = answers.flat().map(({ rater }) => rater && hex(rater));
    expect(raters, "counted").toHaveLength(this.sent.length);
    expect(new Set(raters).size, "counted once").toBe(this.sent.length);
  }
}

async function inEnvelopes(collector: CollectorProcess, ratings: object[]) {
  const results = [];
  for (let at = 0; at < ratings.length; at += 20) results.push(...(await collector.send(ratings.slice(at, at + 20))));
  return results;
}

/** The collector dies at the step; the next one on the same place ends what it had begun. */
export async function diesAt(step: string, place: Place): Promise<void> {
  const story = new Story();
  const dying = await CollectorProcess.start(place.address, step);
  await story.tell(dying);
  expect(dying.hasEnded, "the step was reached").toBe(true);
  expect(story.sent).not.toEqual([]);
  await story.verify(await CollectorProcess.start(place.address), place);
}
