import { expect, test } from "vitest";
import { JSON_DEPTH, parseJson } from "./json.js";

test("JSON of eight levels is parsed, of nine it is not", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(parseJson(nested(JSON_DEPTH))).toHaveProperty("json");
  expect(parseJson(nested(JSON_DEPTH + 1))).toMatchObject({ code: "invalid-envelope" });
  expect(parseJson(nested(200_000))).toMatchObject({ code: "invalid-envelope" });
});

test("brackets in texts are no levels", () => {
  const text = '{"a":"[[[[[[[[[[[[\\"[[[[[[\\\\"}';
  expect(parseJson(text)).toEqual({ json: { a: '[[[[[[[[[[[["[[[[[[\\' } });
});

test.each(["", "{", "nonsense", "{'a':1}", "[1,]", '{"a":1}x'])("%j is not JSON", (text) => {
  expect(parseJson(text)).toMatchObject({ code: "invalid-envelope" });
});

test("a member that is called __proto__ changes nothing", () => {
  parseJson('{"__proto__":{"polluted":true}}');
  expect({}).not.toHaveProperty("polluted");
});
