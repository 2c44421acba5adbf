import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { dayOf } from "../../src/day.js";

const RESULTS = fileURLToPath(new URL("../../../../.tools/results", import.meta.url));

/** Requests that are under way at the same time. */
const AT_ONCE = 12;

/** How many cases each class had, and how many of them went wrong, by its number in the plan. */
const played = new Map<string, { cases: number; wrong: number }>();

export interface Habits<Input> {
  /** How many cases one input holds. Default: one. */
  casesEach?: (input: Input) => number;
  /** Default: 12. */
  atOnce?: number;
}

/** One input with its name. */
export type Case<Input> = readonly [name: string, input: Input];

/**
 * Plays all cases of a class, several at the same time. A case that throws is told with its name, and does not keep the others
 * from being played.
 */
export async function playAll<Input>(
  number: string,
  cases: readonly Case<Input>[],
  play: (input: Input, name: string) => Promise<unknown>,
  { casesEach = () => 1, atOnce = AT_ONCE }: Habits<Input> = {},
): Promise<void> {
  const faults: string[] = [];
  const waiting = [...cases];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [name, input] = next;
        await play(input, name).catch((cause: unknown) => faults.push(`${name}: ${messageOf(cause)}`));
      }
    }),
  );
  const all = cases.reduce((sum, [, input]) => sum + casesEach(input), 0);
  count(number, all, faults.length);
  expect(faults.slice(0, 5), `${faults.length} of ${cases.length} cases`).toEqual([]);
}

/** Notes cases that were played otherwise. */
export function count(number: string, cases: number, wrong = 0): void {
  const before = played.get(number) ?? { cases: 0, wrong: 0 };
  played.set(number, { cases: before.cases + cases, wrong: before.wrong + wrong });
}

/** What a pair of collectors has kept, and what came of them. */
export interface PairFacts {
  pair: string;
  /** Ratings that were answered with `stored`. */
  stored: number;
  /** Rows of ratings and ledgers that one database has and the other not, or not alike. */
  unequal: number;
  /** Rows of the two that are not what was sent, and those that are missing. */
  unlikeSent: number;
  /** Megabytes by which SQLite's and PostgreSQL's collector have grown since they were warm. */
  growth: number[];
  /** The same of what is in use in JavaScript, after everything else was freed. */
  live: number[];
  /** Milliseconds by which the event loop of each was late, of a hundred times all but one. */
  late: number[];
}

/** Adds what was played to the record of the run: one line of JSON for each class, and one for a pair of collectors. */
export function record(facts?: Partial<PairFacts>): void {
  mkdirSync(RESULTS, { recursive: true });
  const date = dayOf(Date.now());
  const lines: object[] = [...played].map(([number, counts]) => ({ class: number, ...counts, date }));
  if (facts) lines.push(facts);
  appendFileSync(join(RESULTS, "inputs.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
