import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Axe from "axe-core";
import type { Page } from "playwright";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export interface Verdict {
  violations: string[];
  /** What axe could not decide by itself. */
  incomplete: string[];
  /** How many rules were passed: none would mean that nothing was looked at. */
  passes: number;
}

/** Runs axe over the whole page, the shadow root included. */
export async function runAxe(page: Page): Promise<Verdict> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`${SOURCE};undefined`);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: typeof Axe };
    const found = await axe.run(document, {
      runOnly: tags,
      // Off by default, and the rule for what a person who speaks to the page says.
      rules: { "label-content-name-mismatch": { enabled: true } },
    });
    const named = (results: Axe.Result[]) =>
      results.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, html }) => {
          const why = any.map(({ data }) => (data as { messageKey?: string } | null)?.messageKey ?? "").find(Boolean);
          return `${id}${why ? ` (${why})` : ""}: ${target.flat().at(-1) ?? html}`;
        }),
      );
    return { violations: named(found.violations), incomplete: named(found.incomplete), passes: found.passes.length };
  }, TAGS);
}
