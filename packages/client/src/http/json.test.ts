import { afterEach, expect, test } from "vitest";
import { bytesOf, parse, toJson } from "./json.js";

afterEach(() => {
  for (const prototype of [Array.prototype, Object.prototype, String.prototype])
    Reflect.deleteProperty(prototype, "toJSON");
});

test("old libraries that teach arrays, objects and strings a toJSON change nothing", () => {
  const rating = { id: "a", reasons: ["slow", "kind"], context: { caseType: "dental" }, score: null };
  for (const prototype of [Array.prototype, Object.prototype, String.prototype])
    Object.defineProperty(prototype, "toJSON", { configurable: true, value: () => "ruined" });
  expect(JSON.parse(toJson(rating))).toEqual(rating);
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

test.each(["", "<html>", "null", "7", '"text"', '{"cut":'])(
  "%j is an object without members that anybody asks for",
  (text) => {
    expect(parse(text)["results"]).toBe(undefined);
  },
);

test("bytes are counted as UTF-8, whatever stands in a text", () => {
  for (const text of ["", "a", "č", "😀", "100 %20", "\ud800"])
    expect(bytesOf(toJson(text))).toBe(Buffer.byteLength(toJson(text)));
});
