import { expect, test } from "vitest";
import { PAGE, pagesOf } from "./pages.js";

test.each([
  ["nothing", 0, []],
  ["less than a page", 3, [3]],
  ["whole pages", 2 * PAGE, [PAGE, PAGE]],
  ["pages and a rest", 2 * PAGE + 1, [PAGE, PAGE, 1]],
])("a store of %s is read through, each row once and in order", async (_, count, sizes) => {
  const rows = Array.from({ length: count }, (__, row) => row);
  const store = {
    page: async (after: number | undefined, limit: number) => rows.filter((row) => row > (after ?? -1)).slice(0, limit),
  };
  const pages: number[][] = [];
  for await (const page of pagesOf(store)) pages.push(page);
  expect(pages.map(({ length }) => length)).toEqual(sizes);
  expect(pages.flat()).toEqual(rows);
});
