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
  readonly faults: string[] = [];

  settled(id: string, delivery: string): void {
    if (delivery === "stored" || delivery === "delivered") this.promised.set(id, delivery);
  }

  uncaught(message: string): void {
    this.faults.push(message);
  }

  /** Fetches what a page had to keep to itself. A page that is gone has nothing to say any more. */
  async ask(tab: Tab): Promise<void> {
    const noted = await tab
      .run(() => {
        const here = globalThis as unknown as Partial<HarnessPage>;
        const { settled = [], uncaught = [] } = here.noted ?? {};
        return { settled: settled.splice(0), uncaught: uncaught.splice(0) };
      })
      .catch(() => undefined);
    for (const [id, delivery] of noted?.settled ?? []) this.settled(id, delivery);
    for (const message of noted?.uncaught ?? []) this.uncaught(message);
  }

  /** Submits one rating in a tab; settles, with what was reached, when the client has said so. */
  async rate(tab: Tab, change: Partial<Rating> = {}): Promise<string> {
    const id = change.id ?? crypto.randomUUID();
    this.issued.add(id);
    const rating = { touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4, person: id, ...change, id } as const;
    const delivery = await tab.run(async (given) => {
      const { client, settled } = globalThis as unknown as HarnessPage;
      const submission = await client.submit(given);
      settled(given.id, submission.delivery);
      return submission.delivery;
    }, rating);
    this.settled(id, delivery);
    return delivery;
  }

  /** Holds what is stored against what was said. */
  compare(stored: readonly string[]): Comparison {
    const distinct = new Set(stored);
    const unsettled = [...this.issued].filter((id) => !this.promised.has(id));
    return {
      issued: this.issued.size,
      promised: this.promised.size,
      stored: distinct.size,
      lost: [...this.promised.keys()].filter((id) => !distinct.has(id)),
      twice: stored.length - distinct.size,
      invented: [...distinct].filter((id) => !this.issued.has(id)),
      unsettled: { stored: unsettled.filter((id) => distinct.has(id)).length, all: unsettled.length },
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
  /** Those whose page died before the client had promised anything: how many of all were stored nevertheless. */
  unsettled: { stored: number; all: number };
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
