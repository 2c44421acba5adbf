import { expect, test } from "vitest";
import { inOrder, readQuery, writeQuery } from "./query.js";

test("an address without a query asks for everything of the intranet", () => {
  expect(readQuery("")).toEqual({ key: "pk_intranet", touchpoint: null, from: null, to: null });
});

test("an empty field of the form is the same as none", () => {
  expect(readQuery("?key=&touchpoint=&from=&to=")).toEqual(readQuery(""));
});

test("what is written is read back", () => {
  const query = { key: "pk_a&b", touchpoint: "hr.benefits-paperwork", from: "2026-W40", to: "2026-W47" };
  expect(readQuery(writeQuery(query))).toEqual(query);
});

test("a bound that is left open is not written", () => {
  expect(writeQuery({ key: "pk_intranet", touchpoint: null, from: null, to: "2026-W47" })).toBe(
    "key=pk_intranet&to=2026-W47",
  );
});

test("a week that is none is passed on, for the collector to say so", () => {
  expect(readQuery("?from=yesterday").from).toBe("yesterday");
});

test("a range the wrong way round is turned", () => {
  const query = { key: "pk_intranet", touchpoint: null, from: "2027-W02", to: "2026-W47" };
  expect(inOrder(query)).toEqual({ ...query, from: "2026-W47", to: "2027-W02" });
  expect(inOrder(inOrder(query))).toEqual(inOrder(query));
  expect(inOrder({ ...query, to: null })).toEqual({ ...query, to: null });
});
