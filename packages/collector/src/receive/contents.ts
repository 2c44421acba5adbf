import { type Copied, readIntake, type Source } from "../store/copy.js";
import { pagesOf } from "../store/pages.js";
import { hex, type LedgerRow, type RatingRow } from "../store/row.js";
import { createMac, type Mac } from "./pseudonym.js";
import { content } from "./reduce.js";

/** What was found in stores that were read through. */
export interface Findings {
  holds: Copied;
  /** What is damaged, in sentences; none where all is well. */
  faults: string[];
}

/**
 * Reads everything, and holds each rating against its digest. Whom a rating is counted for, and the week and the group
 * it is counted in, are no part of that.
 */
export async function readThrough(source: Source): Promise<Findings> {
  const macs = new Map<string, Mac>();
  for (const { project, purpose, secret } of await source.keys.all())
    if (purpose === "digest") macs.set(project, createMac(secret));

  const holds: Copied = { ratings: 0, ledger: 0, waiting: 0 };
  const faults = new Map<string, number>();
  const inspect = (row: RatingRow) => {
    const mac = macs.get(row.project);
    if (mac && hex(mac("content", content(row))) === hex(row.digest)) return;
    const fault = mac
      ? `of ${row.project} in ${row.week} no longer hold what was received`
      : `of ${row.project} cannot be held against their digests: the key is missing`;
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
  };

  for (const { rating } of await readIntake(source)) {
    holds.waiting++;
    inspect(rating);
  }
  const { ratings, ledger } = source;
  for await (const page of pagesOf<RatingRow>(ratings)) {
    holds.ratings += page.length;
    page.forEach(inspect);
  }
  for await (const page of pagesOf<LedgerRow>(ledger)) holds.ledger += page.length;
  return { holds, faults: [...faults].map(([fault, count]) => `${count} ratings ${fault}.`) };
}
