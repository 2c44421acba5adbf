import { INSTRUMENTS } from "@aftertask/schema/words";
import { h } from "preact";
import { words as ofTheEnds } from "../words/instruments/nps11.js";
import type { InstrumentWords } from "../words/messages.js";
import css from "./nps11.css?inline";

const { min, max } = INSTRUMENTS.nps11;

/** Words at the two ends alone; between them the numbers speak for themselves. */
export const words: Readonly<Record<string, InstrumentWords>> = Object.fromEntries(
  Object.entries(ofTheEnds).map(([locale, { question, labels }]) => {
    const [first = "", last = ""] = labels;
    return [locale, { question, labels: [first, ...Array<string>(max - min - 1).fill(""), last] }];
  }),
);

/** The number that is the answer. Read out together with the words at an end. */
export function Mark({ score }: { score: number }) {
  return <b>{score}</b>;
}

export { css };
