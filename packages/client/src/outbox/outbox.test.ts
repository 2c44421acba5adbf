import { expect, test } from "vitest";
import { entry, NOON } from "../../test/entries.js";
import type { OutboxEvent, Verdict } from "./outbox.js";
import { step } from "./outbox.js";

const DAY = 86_400_000;
const claimed = entry({ id: "a", state: { name: "claimed", by: "me", until: NOON + 20_000 } });
const answered = (verdict: Verdict, over: object = {}): OutboxEvent => ({
  ...{ type: "answered", verdict, by: "me", at: NOON, random: 1, under: "here", ...over },
});
const busy: Verdict = { status: "retry", because: "busy" };

test("an open rating takes an edit and remembers when", () => {
  const open = entry({ id: "a", state: { name: "open" } });
  expect(step(open, { type: "edited", body: "new", bytes: 3, at: NOON + 5 }).entry).toEqual({
    ...open,
    body: "new",
    bytes: 3,
    touchedAt: NOON + 5,
  });
});

test.each(["ready", "claimed", "waiting", "dead"] as const)("a rating that is %s refuses an edit", (name) => {
  const sealed = entry({ id: "a", state: { name } as never });
  expect(step(sealed, { type: "edited", body: "new", bytes: 3, at: NOON }).entry).toBe(sealed);
});

test("a claim ends after 20 s and leaves the bytes alone", () => {
  const { entry: next } = step(entry({ id: "a", state: { name: "open" } }), { type: "claimed", by: "me", at: NOON });
  expect(next).toMatchObject({ body: '{"id":"a"}', state: { name: "claimed", by: "me", until: NOON + 20_000 } });
});

test.each(["stored", "duplicate", "conflict"] as const)("'%s' ends the waiting", (status) => {
  expect(step(claimed, answered({ status }))).toEqual({ entry: undefined, news: ["delivered", { id: "a", status }] });
});

test.each(["invalid", "refused"] as const)("'%s' is kept with its reason", (status) => {
  const problem = { type: "x", title: "No" };
  const { entry: next, news } = step(claimed, answered({ status, problem }));
  expect(next?.state).toEqual({ name: "dead", problem, at: NOON, under: "here" });
  expect(news).toEqual(["refused", { id: "a", problem }]);
});

test("without an answer it waits, twice as long after each failure", () => {
  const first = step(claimed, answered(busy)).entry;
  expect(first).toMatchObject({ attempts: 1, state: { name: "waiting", delay: 1000, setAt: NOON, firm: false } });
  const second = step({ ...claimed, attempts: 1 }, answered(busy)).entry;
  expect(second).toMatchObject({ attempts: 2, state: { delay: 2000 } });
});

test("a time that the endpoint named is kept, and is firm", () => {
  const { entry: next, news } = step(claimed, answered({ ...busy, retryAfterMs: 90_000 }));
  expect(next?.state).toEqual({ name: "waiting", delay: 90_000, setAt: NOON, firm: true });
  expect(news).toEqual(["postponed", { id: "a", because: "busy", retryInMs: 90_000 }]);
});

test("a wrong address is not the rating's fault: it stays ready and no failure is counted", () => {
  const { entry: next } = step(claimed, answered({ status: "retry", because: "paused", retryAfterMs: 300_000 }));
  expect(next).toEqual({ ...claimed, state: { name: "ready" } });
});

test("a failure does not put off what is open or claimed by another page", () => {
  const open = entry({ id: "a", state: { name: "open" } });
  expect(step(open, answered(busy)).entry).toBe(open);
  const theirs = entry({ id: "a", state: { name: "claimed", by: "them", until: NOON } });
  expect(step(theirs, answered(busy)).entry).toBe(theirs);
});

test("after 30 days a failed attempt is the last one", () => {
  const late = answered(busy, { at: NOON + 30 * DAY + 1 });
  expect(step(claimed, late)).toEqual({ entry: undefined, news: ["dropped", { id: "a", because: "expired" }] });
  expect(step(claimed, answered(busy, { at: NOON + 30 * DAY })).entry).toBeDefined();
});
