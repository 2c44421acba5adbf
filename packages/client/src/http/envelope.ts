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
export function envelope({ key, sdk, sentAt, lost }: Frame, bodies: readonly string[]): string {
  const frame = toJson({ version: WIRE_VERSION, key, sdk, sentAt, lost });
  return `${frame.slice(0, -1)},"ratings":[${bodies.join(",")}]}`;
}

/**
 * JSON of plain data. Not `JSON.stringify`, except for primitives: old libraries add `toJSON` to arrays or objects,
 * and would quote them twice.
 */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members: string[] = [];
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${toJson(member)}`);
  return `{${members.join(",")}}`;
}
