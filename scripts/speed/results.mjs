// @ts-check
// docs/speed.json: every visit of one run, so that whoever doubts a median can take another.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";

/**
 * @typedef {{ name: string, title: string, package?: string, version?: string, setup: string }} Contestant
 * @typedef {{ name: string, cpu: number, network?: { latency: number, download: number, upload: number } }} Condition
 * @typedef {Record<string, number[]>} Series  Values of one measure after the other, one for each round.
 * @typedef {object} Results
 * @property {string} date
 * @property {string} browser
 * @property {number} processors
 * @property {number} load  Mean number of programs that wanted a processor at the same time, ours included.
 * @property {number} rounds
 * @property {Contestant[]} contestants
 * @property {Condition[]} conditions
 * @property {Record<string, Record<string, Series>>} visits  By condition, then by contestant.
 */

export const RESULTS = join(ROOT, "docs", "speed.json");
/** A run with fewer is not worth publishing. */
const LEAST_ROUNDS = 6;

/** Of every contestant; and of those that have a prompt. */
const OF_PAGES = ["loadWork", "loadTask", "loadBytes", "shift"];
const OF_PROMPTS = [...OF_PAGES, "first", "firstTask", "firstBytes", "second"];
/** Those that have none. */
export const WITHOUT_PROMPT = ["empty", "empty-again"];

/** @returns {Results | undefined} */
export function readResults() {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8")) : undefined;
}

/**
 * @param {Results} results
 * @returns {string[]} what is missing
 */
export function gapsIn({ rounds, conditions, contestants, visits }) {
  const gaps = rounds < LEAST_ROUNDS ? [`${rounds} rounds, and at least ${LEAST_ROUNDS} are wanted`] : [];
  for (const { name: condition } of conditions)
    for (const { name } of contestants) {
      const series = visits[condition]?.[name] ?? {};
      for (const measure of WITHOUT_PROMPT.includes(name) ? OF_PAGES : OF_PROMPTS) {
        const values = series[measure] ?? [];
        const sound = values.length === rounds && values.every((value) => Number.isFinite(value));
        if (!sound) gaps.push(`${condition}: ${name} has no ${rounds} values of ${measure}`);
      }
    }
  return gaps;
}
