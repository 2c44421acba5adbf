import { expect, test } from "vitest";
import { findJsonFault } from "./json-fault.js";

test.each([
  ["", 1, 1],
  [" \n", 1, 1],
  ["{", 1, 1],
  ['{\n  "projects": [,]\n}', 2, 16],
  ['{\r\n  "projects": []\r\n  "limits": {}\r\n}', 3, 3],
  ['{ "projects": [], }', 1, 19],
  ["{ projects: [] }", 1, 3],
  ["{ 'projects': [] }", 1, 3],
  ['{ "projects": "unended }', 1, 25],
  ['{ "projects": [] } // ours', 1, 20],
  ['{ "projects": 01 }', 1, 15],
])("%j is at fault in line %i, column %i", (text, line, column) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(findJsonFault(text)).toEqual({ line, column });
});
