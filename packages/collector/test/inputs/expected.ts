import { isoWeekOf, type Rating } from "@aftertask/schema/words";
import { createHmac } from "node:crypto";
import type { LedgerRow, RatingRow } from "../../src/store/row.js";

// What must be kept of a rating, said again in other words than the collector's: nothing here calls its code.

/** A rating that was answered with `stored`, as it was sent. */
export interface Stored {
  project: string;
  rating: Rating;
  /** Whether it was erased since: its task stays used. */
  erased?: boolean;
  /** The day on which it arrived, `2026-11-18`, and its week. */
  day: string;
  week: string;
}

/** The secret under a name; the collectors were given the same. */
export type SecretOf = (project: string, purpose: "digest" | "rater" | "ledger") => Uint8Array;

const OPTIONAL = ["wording", "lostTime", "comment", "notSolved", "locale", "layout", "sampling"] as const;

function mac(secret: Uint8Array, ...parts: string[]): Uint8Array {
  return new Uint8Array(createHmac("sha256", secret).update(parts.join("\0"), "utf8").digest().subarray(0, 16));
}

/** All but the digest, which is held against its like on the other database. */
export function ratingRowOf({ project, rating, week }: Stored, secretOf: SecretOf): Omit<RatingRow, "digest"> {
  const isTimeBased = ["1", "2", "6", "7"].includes(rating.id[14] ?? "");
  const { person } = rating;
  return {
    project,
    // A clock before 1970 is wrong; how far, nobody needs to know.
    week: isoWeekOf(Math.max(0, Date.parse(rating.ratedAt))),
    id: isTimeBased
      ? mac(secretOf(project, "digest"), "id", rating.id)
      : new Uint8Array(Buffer.from(rating.id.split("-").join(""), "hex")),
    counted: week,
    touchpoint: rating.touchpoint,
    instrument: rating.instrument,
    // A negative zero is a zero.
    score: rating.score === null ? null : rating.score + 0,
    channel: rating.channel ?? null,
    audience: rating.audience ?? null,
    provider: rating.provider ?? null,
    minimumGroup: Math.max(5, rating.promise?.minimumGroup ?? 5),
    rater: person === undefined ? null : mac(secretOf(project, "rater"), rating.touchpoint, person),
    details: detailsOf(rating),
  };
}

/** JSON whose members stand in one order, whatever the sender's. */
export function detailsOf(rating: Rating): string {
  const details: Record<string, unknown> = {};
  for (const name of OPTIONAL) if (rating[name] !== undefined) details[name] = rating[name];
  if (rating.reasons) details["reasons"] = rating.reasons.toSorted();
  if (rating.context) details["context"] = inOrder(rating.context);
  return JSON.stringify(inOrder(details));
}

/** @param details as they are stored */
export function inOneOrder(details: string): string {
  return JSON.stringify(inOrder(JSON.parse(details) as Record<string, unknown>));
}

function inOrder(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

export function ledgerRowOf({ project, rating, day }: Stored, secretOf: SecretOf): LedgerRow | undefined {
  const { task, touchpoint, person = "", round = 1 } = rating;
  if (task === undefined) return undefined;
  return { project, pseudonym: mac(secretOf(project, "ledger"), touchpoint, task, String(round), person), day };
}
