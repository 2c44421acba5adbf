import { setTimeout as pause } from "node:timers/promises";
import type { Rating } from "@aftertask/schema/words";
import { expect } from "vitest";
import type { Heard, Tab } from "./engine.js";
import type { HarnessPage } from "./page.js";

/** What was asked for, what was promised and what went wrong in the pages, to be held against what is stored. */
export class Ledger implements Heard {
  /** Ids of ratings that a page was told to submit. */
  readonly issued = new Set<string>();
  /** Ids that the client has settled as stored or delivered: these must arrive. */
  readonly promised = new Map<string, string>();
  /** What became of pages, by the ids of ratings that were submitted there. */
  readonly endings = new Map<string, string>();
  readonly faults: string[] = [];

  settled(id: string, delivery: string): void {
    if (delivery === "stored" || delivery === "delivered") this.promised.set(id, delivery);
  }

  uncaught(message: string): void {
    this.faults.push(message);
  }

  /** Fetches what a page had to keep to itself. One that is gone, or frozen, has nothing to say any more. */
  async ask(tab: Tab): Promise<void> {
    const asked = tab.run(() => {
      const here = globalThis as unknown as Partial<HarnessPage>;
      const { settled = [], uncaught = [] } = here.noted ?? {};
      return { settled: settled.splice(0), uncaught: uncaught.splice(0) };
    });
    const noted = await Promise.race([asked.catch(() => undefined), pause(5_000, undefined, { ref: false })]);
    for (const [id, delivery] of noted?.settled ?? []) this.settled(id, delivery);
    for (const message of noted?.uncaught ?? []) this.uncaught(message);
  }

  /** Submits one rating in a tab; settles, with what was reached, when the client has said so. */
  async rate(tab: Tab, change: Partial<Rating> = {}): Promise<string> {
    const rating = { ...this.#next(change.id), ...change };
    const delivery = await tab.run(async (given) => {
      const { client, settled } = globalThis as unknown as HarnessPage;
      const submission = await client.submit(given);
      settled(given.id, submission.delivery);
      return submission.delivery;
    }, rating);
    this.settled(rating.id, delivery);
    return delivery;
  }

  /** Submits several ratings in one task, waits for none of them, and gives their ids. */
  async begin(tab: Tab, count: number): Promise<string[]> {
    const ratings = Array.from({ length: count }, () => this.#next());
    await tab.run((given) => {
      const { client, settled } = globalThis as unknown as HarnessPage;
      for (const rating of given) void client.submit(rating).then(({ delivery }) => settled(rating.id, delivery));
    }, ratings);
    return ratings.map(({ id }) => id);
  }

  /** Half of the ratings, as their ids have it, belong to a task that may be rated once; the others stand alone. */
  #next(id: string = crypto.randomUUID()) {
    const task = id < "8" ? { task: id } : {};
    this.issued.add(id);
    return { touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4, ...task, id } as const;
  }

  /** Holds what is stored against what was said. */
  compare(stored: readonly string[]): Comparison {
    const distinct = new Set(stored);
    const unsettled: Comparison["unsettled"] = {};
    for (const id of this.issued) {
      if (this.promised.has(id)) continue;
      const group = (unsettled[this.endings.get(id) ?? "alive"] ??= { stored: 0, all: 0 });
      group.all++;
      if (distinct.has(id)) group.stored++;
    }
    return {
      issued: this.issued.size,
      promised: this.promised.size,
      stored: distinct.size,
      lost: [...this.promised.keys()].filter((id) => !distinct.has(id)),
      twice: stored.length - distinct.size,
      invented: [...distinct].filter((id) => !this.issued.has(id)),
      unsettled,
      faults: this.faults,
    };
  }
}

/** The one touchpoint that all ratings of the harness are about. */
export const TOUCHPOINT = "it.access-request";

export interface Comparison {
  issued: number;
  promised: number;
  /** Distinct ratings. */
  stored: number;
  /** Promised, and not stored. */
  lost: string[];
  /** How many rows there are too many. */
  twice: number;
  /** Stored, and never issued. */
  invented: string[];
  /** Those of which nothing had been promised when their page ended, by how it ended: how many of all were stored. */
  unsettled: Record<string, { stored: number; all: number }>;
  /** Uncaught errors in the page. */
  faults: string[];
}

/** The invariants that hold whatever happened. */
export function expectNothingLost({ lost, twice, invented, faults }: Comparison): void {
  expect(lost, "promised, and lost").toEqual([]);
  expect(twice, "counted twice").toBe(0);
  expect(invented, "stored, and never issued").toEqual([]);
  expect(faults, "uncaught errors in the page").toEqual([]);
}
