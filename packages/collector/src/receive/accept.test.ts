import { expect, test } from "vitest";
import { accept } from "./accept.js";

const RATING = {
  id: "0b5c1f0e-3a52-4d38-9a1c-6f5f0b7a2c11",
  touchpoint: "hr.benefits-paperwork",
  instrument: "outcome5",
  score: 4,
  ratedAt: "2026-11-21T09:29:48Z",
};
const CATALOGUE = {
  touchpoints: {
    "hr.benefits-paperwork": {
      reasons: ["kind", { id: "dental-form", when: "low", label: { en: "The dental form" } }],
      context: { caseType: ["dental", "vision"] },
    },
    "it.access-request": { instrument: "ease5" },
  },
} as const;

const OPEN = { touchpoints: "open" } as const;

test("a rating that fits its touchpoint is accepted", () => {
  const full = { ...RATING, reasons: ["dental-form", "waiting"], context: { caseType: "vision" } };
  expect(accept(full, 0, CATALOGUE)).toEqual({ rating: full });
});

test("members that nobody knows are dropped", () => {
  expect(accept({ ...RATING, ip: "10.0.0.1", __proto__: { admin: true } }, 0, OPEN)).toEqual({ rating: RATING });
});

test("a rating that can never be accepted is invalid, and the member at fault is named", () => {
  expect(accept({ ...RATING, score: 6 }, 3, OPEN)).toEqual({
    result: {
      id: RATING.id,
      status: "invalid",
      problem: {
        type: "https://aftertask.dev/problems/invalid-rating",
        title: "The rating cannot be accepted",
        detail: 'ratings[3].score must be a whole number from 1 to 5 for outcome5, or null for "doesn\'t apply".',
        field: "ratings[3].score",
      },
    },
  });
});

test.each([null, 7, "text", [], {}, { id: 7 }])("an item that is %j is invalid and has no id", (item) => {
  expect(accept(item, 0, OPEN)).toMatchObject({ result: { id: "", status: "invalid" } });
});

test("an item keeps the id that it came with, valid or not", () => {
  expect(accept({ ...RATING, id: "42" }, 0, OPEN)).toMatchObject({
    result: { id: "42", status: "invalid", problem: { field: "ratings[0].id" } },
  });
});

test.each(["pto.string", "constructor", "hr.unheard-of"])(
  "a rating of the unknown touchpoint %s may try again",
  (touchpoint) => {
    const acceptance = accept({ ...RATING, touchpoint }, 0, CATALOGUE);
    expect(acceptance).toMatchObject({ result: { id: RATING.id, status: "retry", retryAfterMs: 300_000 } });
  },
);

test("an open project accepts every touchpoint, reason and context", () => {
  const free = { ...RATING, touchpoint: "a.b", reasons: ["of-my-own"], context: { colour: "green" } };
  expect(accept(free, 0, OPEN)).toEqual({ rating: free });
});

test.each([
  [{ instrument: "ease5" }, "ratings[0].instrument", 'must be "outcome5"'],
  [{ reasons: ["kind", "of-my-own"] }, "ratings[0].reasons[1]", "must be a built-in reason"],
  [{ context: { colour: "green" } }, "ratings[0].context.colour", "is not part of"],
  [{ context: { caseType: "knee" } }, "ratings[0].context.caseType", "must be one of"],
])("what the catalogue does not list is invalid: %j", (change, field, detail) => {
  const acceptance = accept({ ...RATING, ...change }, 0, CATALOGUE);
  expect(acceptance).toMatchObject({ result: { status: "invalid", problem: { field } } });
  expect(JSON.stringify(acceptance)).toContain(JSON.stringify(detail).slice(1, -1));
});

test.each(["__proto__", "constructor", "toString"])("a context has no member called %s", (name) => {
  const item: unknown = JSON.parse(`{"context":{"${name}":"x"},${JSON.stringify(RATING).slice(1)}`);
  const field = `ratings[0].context.${name}`;
  expect(accept(item, 0, OPEN)).toMatchObject({ result: { status: "invalid", problem: { field } } });
});

test("a touchpoint's own instrument is the one that is accepted", () => {
  const rating = { ...RATING, touchpoint: "it.access-request", instrument: "ease5" };
  expect(accept(rating, 0, CATALOGUE)).toEqual({ rating });
});
