import { WIRE_VERSION } from "@aftertask/schema/words";

export interface Frame {
  key: string;
  sdk: string;
  /** ISO 8601. */
  sentAt: string;
  /** Ratings that were given up since the last delivery, by reason. */
  lost: Readonly<Record<string, number>>;
}

/**
 * The request body. The stored bytes of each rating are put in as they are: what travels is what was written at the
 * first tap, whatever version of this file sends it.
 */
export function envelope(frame: Frame, bodies: readonly string[]): string {
  return `${toJson({ version: WIRE_VERSION, ...frame }).slice(0, -1)},"ratings":[${bodies.join()}]}`;
}

/**
 * JSON of plain data. Not `JSON.stringify`, except for primitives: old libraries add `toJSON` to arrays or objects,
 * and would quote them twice.
 */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toJson).join()}]`;
  if (value !== Object(value)) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value as object).flatMap(([name, member]) =>
    member === undefined ? [] : `${JSON.stringify(name)}:${toJson(member)}`,
  );
  return `{${members.join()}}`;
}
