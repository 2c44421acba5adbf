import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonFault } from "./json-fault.js";

test.each([
  ["", 1, 1],
  ["{", 1, 2],
  ['{\n  "projects": [,]\n}', 2, 16],
  ['{\r\n  "projects": []\r\n  "limits": {}\r\n}', 3, 3],
  ['{ "projects": [], }', 1, 19],
  ["{ projects: [] }", 1, 3],
  ["{ 'projects': [] }", 1, 3],
  ['{ "projects": "unended }', 1, 15],
  ['{ "projects": [] } // ours', 1, 20],
  ['{ "projects": 01 }', 1, 16],
])("%j is at fault in line %i, column %i", (text, line, column) => {
  expect(findJsonFault(text)).toEqual({ line, column });
});

test("it finds a fault exactly where JSON.parse does", () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value, null, 1));
  const spoilt = fc
    .tuple(
      json,
      fc.nat(),
      fc.constantFrom("", "x", '"', "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", "\n", "\t", "\0"),
    )
    .map(([text, at, mark]) => text.slice(0, at % (text.length + 1)) + mark + text.slice((at % (text.length + 1)) + 1));
  fc.assert(
    fc.property(fc.oneof(json, spoilt), (text) => {
      expect(findJsonFault(text) === undefined).toBe(parses(text));
    }),
    { numRuns: 2_000 },
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
