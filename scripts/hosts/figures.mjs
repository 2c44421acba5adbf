// @ts-check
// What a whole run of the hostile hosts has recorded, and what is published of it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";

const RECORDED = join(ROOT, ".tools", "results", "hosts.jsonl");
const KEPT = join(ROOT, "docs", "hosts.json");

/**
 * @typedef {{ host: string, looks: number, pixels: number, differing: number }} Looks  One host page, in every look of the prompt.
 * @typedef {{ group: string, name: string, ends: "sent" | "kept" | "held" }} Case  One hostile page, and where a rating given in it was at the end.
 * @typedef {{ name: string, ends: "refused" | "shown" }} Mistake
 * @typedef {{ browser: string, violations: number, noticed: number }} Policy  `noticed` in the page that was broken on purpose.
 * @typedef {{ looks: number, furthest: number, differing: number }} Quirks  `furthest` in pixels.
 * @typedef {{ date: string, browser: string, looks: Looks[], cases: Case[], configuration: Mistake[], policy: Policy[], quirks: Quirks | undefined }} Figures
 */

/** @returns {Figures | undefined} what is published */
export function readFigures() {
  return existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, "utf8")) : undefined;
}

/**
 * Publishes what the last whole run has recorded.
 * @returns {Promise<Figures>}
 */
export async function takeFigures() {
  const lines = readFileSync(RECORDED, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  /** @type {(kind: string) => any[]} */
  const of = (wanted) =>
    lines
      .filter(({ kind }) => kind === wanted)
      .map(({ kind: _, date: _date, browser, ...row }) => (wanted === "policy" ? { browser, ...row } : row))
      .toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
  const figures = {
    date: lines[0]?.date,
    browser: lines.find(({ kind }) => kind === "looks")?.browser,
    looks: of("looks"),
    cases: of("case"),
    configuration: of("configuration"),
    policy: of("policy"),
    quirks: of("quirks")[0],
  };
  const { format, resolveConfig } = await import("prettier");
  const habits = { ...(await resolveConfig(KEPT)), parser: "json" };
  writeFileSync(KEPT, await format(JSON.stringify(figures), habits));
  return figures;
}
