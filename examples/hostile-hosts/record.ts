import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RESULTS = fileURLToPath(new URL("../../.tools/results", import.meta.url));

/** Every look on every page, and all of it written down: `npm run test:soak -- hosts`. */
export const WHOLE = process.env["AFTERTASK_HOSTS_WHOLE"] === "1";

/** Adds what a page has shown, good or bad, to the record of a whole run: one line of JSON each. */
export function record(line: { kind: string } & Record<string, unknown>): void {
  if (!WHOLE) return;
  mkdirSync(RESULTS, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  appendFileSync(join(RESULTS, "hosts.jsonl"), `${JSON.stringify({ ...line, date })}\n`);
}
