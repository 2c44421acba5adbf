import { expect, test } from "vitest";
import { entry, NOON } from "../../test/entries.js";
import { answer, claim, edit, type Verdict } from "./outbox.js";

const DAY = 86_400_000;
const claimed = entry({ id: "a", state: { name: "claimed", by: "me", until: NOON + 20_000 } });
const attempt = { at: NOON, by: "me", under: "here", random: 1 };
const busy: Verdict = { status: "retry", because: "busy" };
const change = { body: "new", bytes: 3, touchedAt: NOON + 5 };

test("an open rating takes an edit and remembers when", () => {
  const open = entry({ id: "a", state: { name: "open" } });
  expect(edit(open, change)).toEqual({ ...open, ...change });
});

test("an edit changes the bytes and nothing else", () => {
  const open = entry({ id: "a", state: { name: "open" } });
  expect(edit(open, { ...entry({ id: "b", key: "pk_other", addedAt: 0 }), ...change })).toEqual({ ...open, ...change });
});

test.each(["ready", "claimed", "waiting", "dead"] as const)("a rating that is %s refuses an edit", (name) => {
  const sealed = entry({ id: "a", state: { name } as never });
  expect(edit(sealed, change)).toBe(sealed);
});

test("a claim ends after 20 s, seals, and leaves the bytes alone", () => {
  const open = entry({ id: "a", state: { name: "open" } });
  expect(claim(open, "me", NOON)).toEqual(claimed);
});

test.each(["stored", "duplicate", "conflict"] as const)("'%s' ends the waiting", (status) => {
  expect(answer(claimed, { status }, attempt)).toEqual([undefined, ["delivered", { id: "a", status }]]);
});

test.each(["invalid", "refused"] as const)("'%s' is kept with its reason", (status) => {
  const problem = { type: "x", title: "No" };
  const [next, news] = answer(claimed, { status, problem }, attempt);
  expect(next?.state).toEqual({ name: "dead", problem, at: NOON, under: "here" });
  expect(news).toEqual(["refused", { id: "a", problem }]);
});

test("without an answer it waits, twice as long after each failure", () => {
  const [first] = answer(claimed, busy, attempt);
  expect(first).toMatchObject({ attempts: 1, state: { name: "waiting", delay: 1000, setAt: NOON, firm: false } });
  const [second] = answer({ ...claimed, attempts: 1 }, busy, attempt);
  expect(second).toMatchObject({ attempts: 2, state: { delay: 2000 } });
});

test("a time that the endpoint named is kept, and is firm", () => {
  const [next, news] = answer(claimed, { ...busy, retryAfterMs: 90_000 }, attempt);
  expect(next?.state).toEqual({ name: "waiting", delay: 90_000, setAt: NOON, firm: true });
  expect(news).toEqual(["postponed", { id: "a", because: "busy", retryInMs: 90_000 }]);
});

test("a wrong address is not the rating's fault: it stays ready and no failure is counted", () => {
  const [next] = answer(claimed, { status: "retry", because: "paused", retryAfterMs: 300_000 }, attempt);
  expect(next).toEqual({ ...claimed, state: { name: "ready" } });
});

test("a failure does not put off what is open or claimed by another page", () => {
  const open = entry({ id: "a", state: { name: "open" } });
  expect(answer(open, busy, attempt)[0]).toBe(open);
  const theirs = entry({ id: "a", state: { name: "claimed", by: "them", until: NOON } });
  expect(answer(theirs, busy, attempt)[0]).toBe(theirs);
});

test("after 30 days a failed attempt is the last one", () => {
  const gone = [undefined, ["dropped", { id: "a", because: "expired" }]];
  expect(answer(claimed, busy, { ...attempt, at: NOON + 30 * DAY + 1 })).toEqual(gone);
  expect(answer(claimed, busy, { ...attempt, at: NOON + 30 * DAY })[0]).toBeDefined();
});
