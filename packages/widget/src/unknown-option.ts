import type { Touchpoint } from "@aftertask/schema/words";
import type { AftertaskOptions, AskOptions } from "./types.js";

/** What may be given, by where it is given; the compiler holds it against the types. */
const KNOWN = {
  createAftertask: {
    endpoint: 1,
    key: 1,
    touchpoints: 1,
    person: 1,
    audience: 1,
    locale: 1,
    messages: 1,
    theme: 1,
    accent: 1,
    placement: 1,
    minimumGroup: 1,
    sampling: 1,
    fatigue: 1,
    privacy: 1,
    mode: 1,
    busy: 1,
    shortcut: 1,
  } satisfies Record<keyof AftertaskOptions, 1>,
  ask: {
    task: 1,
    round: 1,
    instrument: 1,
    provider: 1,
    audience: 1,
    person: 1,
    label: 1,
    finishedAt: 1,
    own: 1,
    layout: 1,
    anchor: 1,
    container: 1,
    context: 1,
    locale: 1,
    signal: 1,
    // An element's.
    endpoint: 1,
    key: 1,
  } satisfies Record<keyof AskOptions | "endpoint" | "key", 1>,
  "a touchpoint of the catalogue": { instrument: 1, reasons: 1, context: 1 } satisfies Record<keyof Touchpoint, 1>,
};

const warned = new Set<string>();

/**
 * Warns once of each option that nobody knows: misspelt, it would be missing without a word. It is no error, since
 * another version may know it.
 */
export function warnOfUnknown(where: keyof typeof KNOWN, given: object): void {
  const known = Object.keys(KNOWN[where]);
  for (const name of Object.keys(given)) {
    if (known.includes(name) || warned.has(`${where} ${name}`)) continue;
    warned.add(`${where} ${name}`);
    console.warn(`Aftertask: ${where} knows no option '${name}'; did you mean '${nearest(name, known)}'?`);
  }
}

function nearest(name: string, known: readonly string[]): string {
  const [best = ""] = known.toSorted((a, b) => distance(name, a) - distance(name, b));
  return best;
}

/** How many letters have to be put in, left out or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...from.toLowerCase()].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to.toLowerCase()].entries())
      next.push(Math.min((row[at] ?? 0) + Number(letter !== other), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
