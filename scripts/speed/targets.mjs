// @ts-check
// What we have set ourselves, held against a run.
import { difference, median, ratio } from "./statistics.mjs";

/**
 * @typedef {import("./statistics.mjs").Estimate} Estimate
 * @typedef {import("./results.mjs").Results} Results
 * @typedef {{ text: string, met: boolean }} Verdict
 * @typedef {{ what: string, target: string, verdict(of: Of, condition: import("./results.mjs").Condition): Verdict | undefined }} Target
 *   `verdict` gives nothing under conditions that the target does not speak of.
 * @typedef {(contestant: string, measure: string) => number[]} Of  Values of one condition.
 */

export const OURS = "aftertask";
const PEERS = ["sentry", "sentry-lazy", "posthog", "formbricks", "feedback-js"];

/** @type {Target[]} */
export const TARGETS = [
  {
    what: "Main-thread work of the loader at page load, beyond an empty script",
    target: "within noise",
    verdict(of) {
      const loader = difference(of("aftertask-cold", "loadWork"), of("empty", "loadWork"));
      const noise = difference(of("empty-again", "loadWork"), of("empty", "loadWork"));
      return { text: `${signed(loader)} ms`, met: loader.low <= noise.high };
    },
  },
  ratioTarget("First prompt, to Sentry's, bundled", "first", "sentry", 1),
  ratioTarget("First prompt, to PostHog's", "first", "posthog", 0.6),
  ratioTarget("First prompt, to Formbricks'", "first", "formbricks", 0.6),
  {
    what: "Second prompt, to the best peer's",
    target: "≤ 1",
    verdict(of) {
      const [best = ""] = PEERS.toSorted((one, other) => median(of(one, "second")) - median(of(other, "second")));
      const found = ratio(of(OURS, "second"), of(best, "second"));
      return { text: `${quotient(found)} ${best}`, met: found.middle <= 1 };
    },
  },
  ratioTarget("Second prompt, to one written by hand", "second", "floor", 2),
  {
    what: "Layout shift, largest of all visits",
    target: "0",
    verdict(of) {
      const largest = Math.max(...of(OURS, "shift"), ...of("aftertask-cold", "shift"));
      return { text: String(largest), met: largest === 0 };
    },
  },
  {
    what: "Visits with a task over 50 ms before the click",
    target: "0",
    verdict: (of) => visitsWith(of("aftertask-cold", "loadTask"), of(OURS, "loadTask")),
  },
  {
    what: "Visits with a task over 50 ms after the click",
    target: "0 at 1×",
    verdict: (of, { cpu }) =>
      cpu === 1 ? visitsWith(of("aftertask-cold", "firstTask"), of(OURS, "firstTask")) : undefined,
  },
];

/**
 * @param {string} what
 * @param {string} measure
 * @param {string} other
 * @param {number} most
 * @returns {Target}
 */
function ratioTarget(what, measure, other, most) {
  return {
    what,
    target: `≤ ${most}`,
    verdict(of) {
      const found = ratio(of(OURS, measure), of(other, measure));
      return { text: quotient(found), met: found.middle <= most };
    },
  };
}

/**
 * @param {...number[]} series
 * @returns {Verdict}
 */
function visitsWith(...series) {
  const tasks = series.flat();
  const long = tasks.filter((longest) => longest > 0).length;
  return { text: `${long} of ${tasks.length}`, met: long === 0 };
}

/** @param {Estimate} estimate */
export function quotient({ middle, low, high }) {
  return `${middle.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`;
}

/** @param {Estimate} estimate */
export function signed({ middle, low, high }) {
  const one = (/** @type {number} */ value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
  return `${one(middle)} [${one(low)} to ${one(high)}]`;
}
