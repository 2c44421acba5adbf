import type { Rating } from "@aftertask/schema/words";
import { hash } from "node:crypto";
import type { Keys } from "../store/keys.js";
import { hex, type IdNames, type IntakeRow, type KeptRating } from "../store/row.js";
import { content } from "./reduce.js";

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
const PSEUDONYM_BYTES = 16;

/** A character for each byte: a text lies in the heap, where a buffer has memory of its own to be asked for and given back. */
const LATIN = "binary";

/** Of UTF-8, for one unit of a text. */
const MOST_BYTES = 3;

/** Bytes; what is longer gets more. */
const ROOM = 4_096;

/** Computes HMAC-SHA256, cut to 16 bytes, of parts that hold no NUL. */
export type Mac = (...parts: string[]) => Uint8Array;

/**
 * HMAC (RFC 2104) written out over the one-shot hash: an object per message costs several times what the hashing does,
 * most of it later, when it is collected.
 */
export function createMac(secret: Uint8Array): Mac {
  const key = Buffer.alloc(BLOCK_BYTES);
  key.set(secret.length > BLOCK_BYTES ? hash("sha256", secret, "buffer") : secret);
  const inner = key.map((byte) => byte ^ 0x36);
  let message = withRoom(inner, ROOM);
  // Both are used again by each call. The second hash is of these bytes and the first one; nothing is awaited between the two.
  const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES);
  outer.set(key.map((byte) => byte ^ 0x5c));
  return (...parts) => {
    const text = parts.join("\0");
    const most = BLOCK_BYTES + MOST_BYTES * text.length;
    if (message.length < most) message = withRoom(inner, most);
    const length = BLOCK_BYTES + message.write(text, BLOCK_BYTES);
    outer.write(hash("sha256", message.subarray(0, length), LATIN), BLOCK_BYTES, LATIN);
    const full = hash("sha256", outer, LATIN);
    const cut = new Uint8Array(PSEUDONYM_BYTES);
    for (let at = 0; at < PSEUDONYM_BYTES; at++) cut[at] = full.charCodeAt(at);
    return cut;
  };
}

/** Begins with these bytes. */
function withRoom(begin: Uint8Array, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  buffer.set(begin);
  return buffer;
}

/** Replaces everything that leads to a person, a task or a moment by something that does not. */
export interface Pseudonymiser {
  /**
   * At once where the keys are at hand: nearly always they are, and waiting has its price.
   * @param day `2026-11-21`, UTC
   */
  row(rating: Rating, kept: KeptRating, day: string): IntakeRow | Promise<IntakeRow>;
  /** What the stores call an id. */
  names(project: string, id: string): Promise<IdNames>;
  /** Which marks a tombstone may bear of what is kept under an id: one of two. */
  marksOf(project: string, kept: Uint8Array): Promise<Uint8Array[]>;
}

/** Kinds of UUID that hold the time at which they were made. */
const TIME_BASED = /^.{14}[1267]/;

export function createPseudonymiser(keys: Keys): Pseudonymiser {
  const macs = new Map<string, Mac>();

  async function make(...name: Parameters<Keys["secret"]>): Promise<Mac> {
    // A key of a past week is not needed again, and its copy in memory should not outlive it.
    if (name[1] === "rater")
      for (const other of macs.keys()) if (other.startsWith(`${name[0]} rater `)) macs.delete(other);
    const made = createMac(await keys.secret(...name));
    macs.set(name.join(" "), made);
    return made;
  }

  return {
    row(rating, kept, day) {
      const { project, counted } = kept;
      const digest = macs.get(`${project} digest`);
      const rater = macs.get(`${project} rater ${counted}`);
      const ledger = macs.get(`${project} ledger`);
      if (digest && rater && ledger) return rowOf(rating, kept, day, { digest, rater, ledger });
      return Promise.all([
        digest ?? make(project, "digest"),
        rater ?? make(project, "rater", counted),
        ledger ?? make(project, "ledger"),
      ]).then(([madeDigest, madeRater, madeLedger]) =>
        rowOf(rating, kept, day, { digest: madeDigest, rater: madeRater, ledger: madeLedger }),
      );
    },

    async names(project, id) {
      const digest = macs.get(`${project} digest`) ?? (await make(project, "digest"));
      const kept = idOf(id, digest);
      return { project, id: kept, mark: markOf(id, kept, digest) };
    },

    async marksOf(project, kept) {
      const digest = macs.get(`${project} digest`) ?? (await make(project, "digest"));
      return [digest("erased", uuidText(kept)), digest("erased", hex(kept))];
    },
  };
}

function rowOf(
  rating: Rating,
  kept: KeptRating,
  day: string,
  { digest, rater, ledger }: Record<"digest" | "rater" | "ledger", Mac>,
): IntakeRow {
  const { project, touchpoint } = kept;
  const { task, person, round = 1 } = rating;
  const id = idOf(rating.id, digest);
  return {
    rating: {
      ...kept,
      id,
      rater: person === undefined ? null : rater(touchpoint, person),
      digest: digest("content", content(kept)),
    },
    ledger:
      task === undefined ? null : { project, pseudonym: ledger(touchpoint, task, String(round), person ?? ""), day },
    mark: markOf(rating.id, id, digest),
  };
}

function idOf(id: string, digest: Mac): Uint8Array {
  return TIME_BASED.test(id) ? digest("id", id) : uuidBytes(id);
}

/** Made of what is kept alone, so that what comes back from a backup can be told by its tombstone. */
function markOf(id: string, kept: Uint8Array, digest: Mac): Uint8Array {
  return digest("erased", TIME_BASED.test(id) ? hex(kept) : id);
}

/** The reverse of `uuidBytes`. */
function uuidText(bytes: Uint8Array): string {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function uuidBytes(id: string): Uint8Array {
  return new Uint8Array(Buffer.from(id.replaceAll("-", ""), "hex"));
}
