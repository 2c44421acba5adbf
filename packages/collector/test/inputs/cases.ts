import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const RESULTS = fileURLToPath(new URL("../../../../.tools/results", import.meta.url));

/** Requests that are under way at the same time. */
const AT_ONCE = 12;

/** How many cases each class had, by its number in the plan. */
const played = new Map<string, number>();

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
  count(
    number,
    cases.reduce((sum, [, input]) => sum + casesEach(input), 0),
  );
  expect(faults.slice(0, 5), `${faults.length} of ${cases.length} cases`).toEqual([]);
}

/** Notes cases that were played otherwise. */
export function count(number: string, cases: number): void {
  played.set(number, (played.get(number) ?? 0) + cases);
}

/** Adds what was played to the record of the run: one line of JSON for each class. */
export function record(facts: object): void {
  mkdirSync(RESULTS, { recursive: true });
  const lines = [...played].map(([number, cases]) => JSON.stringify({ class: number, cases, ...facts }));
  appendFileSync(join(RESULTS, "inputs.jsonl"), `${lines.join("\n")}\n`);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
