import { expect, test } from "vitest";
import { claimedBy, entry, KEY, NOON, PROBLEM } from "../../test/entries.js";
import { due } from "./due.js";
import type { Entry } from "./entry.js";
import { answer, claim, type Verdict } from "./outbox.js";

const DAY = 86_400_000;
const claimed = entry({ id: "a", ...claimedBy("me") });
const busy: Verdict = { because: "busy", retryInMs: undefined };
const after = (held: Entry, verdict: Verdict, at = NOON) => answer(held, verdict, "here", at, 1);

test("a claim ends after 20 s, seals, and leaves the bytes alone", () => {
  const open = entry({ id: "a", state: "open", by: "them", delay: 600_000 });
  expect(claim(open, "me", NOON)).toEqual(claimed);
});

test.each(["stored", "duplicate", "conflict"] as const)("'%s' ends the waiting", (status) => {
  expect(after(claimed, { status })).toEqual([undefined, ["delivered", { id: "a", status }]]);
});

test("what is refused is kept with its reason", () => {
  const [next, news] = after(claimed, { problem: PROBLEM });
  expect(next).toMatchObject({ state: "dead", problem: PROBLEM, since: NOON, under: "here\n" });
  expect(news).toEqual(["refused", { id: "a", problem: PROBLEM }]);
});

test("without an answer it waits, twice as long after each failure", () => {
  const [first] = after(claimed, busy);
  expect(first).toMatchObject({ state: "sealed", attempts: 1, delay: 1000, since: NOON, firm: false });
  const [second] = after({ ...claimed, attempts: 1 }, busy);
  expect(second).toMatchObject({ attempts: 2, delay: 2000 });
});

test("a time that the endpoint named is kept, and is firm", () => {
  const [next, news] = after(claimed, { because: "busy", retryInMs: 90_000 });
  expect(next).toMatchObject({ delay: 90_000, since: NOON, firm: true });
  expect(news).toEqual(["postponed", { id: "a", because: "busy", retryInMs: 90_000 }]);
});

test("a wrong address is not the rating's fault: the next page may try at once", () => {
  const [next] = after(claimed, { because: "paused" });
  expect(next).toMatchObject({ delay: 300_000, firm: false });
});

test("after 30 days a failed attempt is the last one", () => {
  const gone = [undefined, ["dropped", { id: "a", because: "expired" }]];
  expect(after(claimed, busy, NOON + 30 * DAY + 1).slice(0, 2)).toEqual(gone);
  expect(after(claimed, busy, NOON + 30 * DAY)[0]).toBeDefined();
});

test("a record that counts no attempts has had none", () => {
  const uncounted = { ...entry({ id: "a" }), attempts: undefined } as unknown as Entry;
  const [next] = answer(uncounted, { because: "busy" }, "here", NOON, 1);
  expect(next).toMatchObject({ attempts: 1, delay: 1000 });
});

test("what two senders have refused is tried again by neither", () => {
  const problem: Verdict = { problem: PROBLEM };
  const [first] = answer(claimed, problem, "one", NOON, 1);
  const again = claim(first as Entry, "me", NOON);
  const [second] = answer(again, problem, "two", NOON, 1);
  for (const under of ["one", "two"])
    expect(due([second as Entry], { key: KEY, by: "me", under }, NOON + 60_000, 20, 0)[1]).toEqual([]);
  expect(due([second as Entry], { key: KEY, by: "me", under: "three" }, NOON + 60_000, 20, 0)[1]).toHaveLength(1);
});
