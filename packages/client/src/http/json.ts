import { attempt } from "../attempt.js";

/** What someone else wrote: any member may be missing, or something else. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether there is a text at all. */
export const isText = (value: unknown): value is string => !!value && typeof value === "string";

/** Whatever JSON object a text holds; an empty one when it holds none. */
export function parse(text: string): Json {
  return Object(attempt(() => JSON.parse(text)));
}

/** JSON of plain data, as it is: old libraries teach arrays and objects a `toJSON`, which would quote them twice. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Json, name) {
    return this[name];
  });
}

/** UTF-8 bytes of what `toJson` gave, which holds no half of a character. */
export function bytesOf(json: string): number {
  return encodeURIComponent(json).replace(/%../g, "x").length;
}

/** ISO 8601, in UTC. */
export const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
