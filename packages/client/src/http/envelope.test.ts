import { afterEach, expect, test } from "vitest";
import { envelope, toJson } from "./envelope.js";

const frame = { key: "pk", sdk: "client/0", sentAt: "2026-11-21T12:00:00.000Z", lost: {} };

afterEach(() => {
  for (const prototype of [Array.prototype, Object.prototype, String.prototype])
    Reflect.deleteProperty(prototype, "toJSON");
});

test("the stored bytes of each rating stand in it unchanged", () => {
  const bodies = ['{ "id":"a",  "comment":"\\u00e9" }', '{"id":"b"}'];
  const body = envelope(frame, bodies);
  for (const each of bodies) expect(body).toContain(each);
  expect(JSON.parse(body)).toEqual({ version: 1, ...frame, ratings: [{ id: "a", comment: "é" }, { id: "b" }] });
});

test("old libraries that teach arrays, objects and strings a toJSON change nothing", () => {
  const rating = { id: "a", reasons: ["slow", "kind"], context: { caseType: "dental" }, score: null };
  for (const prototype of [Array.prototype, Object.prototype, String.prototype])
    Object.defineProperty(prototype, "toJSON", { configurable: true, value: () => "ruined" });
  const body = envelope(frame, [toJson(rating)]);
  expect(JSON.parse(body).ratings).toEqual([rating]);
});

test("JSON is what JSON.stringify would make of plain data", () => {
  const data = {
    text: 'a"\\\u0000\ud800é😀',
    none: undefined,
    list: [1, null, undefined, true, [{}]],
    n: 1.5e-7,
    nan: NaN,
  };
  expect(toJson(data)).toBe(JSON.stringify(data));
});
