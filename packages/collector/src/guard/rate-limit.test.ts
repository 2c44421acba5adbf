import { expect, test } from "vitest";
import { Refusal } from "../problem.js";
import { createRateLimiter } from "./rate-limit.js";

const RATE = { perSecond: 50, burst: 200 };

/** A limiter whose time the test turns. */
function limited(most = 10) {
  const clock = { now: 5_000_000 };
  const limiter = createRateLimiter({ ticks: () => clock.now, most, of: "with this key" });
  const passed = (count: number, name = "pk_intranet") =>
    Array.from({ length: count }, () => limiter.take(name, RATE)).filter((refusal) => refusal === undefined).length;
  const wait = (name = "pk_intranet") => Number(limiter.take(name, RATE)?.more.headers?.["Retry-After"]);
  return { clock, limiter, passed, wait };
}

test("after a quiet time a burst passes, then the even rate", () => {
  const { clock, passed } = limited();
  expect(passed(300)).toBe(200);
  clock.now += 1_000;
  expect(passed(300)).toBe(50);
  clock.now += 100;
  expect(passed(300)).toBe(5);
  clock.now += 3_600_000;
  expect(passed(300)).toBe(200);
});

test("T2: in a minute of ten thousand requests no more pass than the rate and one burst", () => {
  const { clock, passed } = limited();
  let all = 0;
  for (let request = 0; request < 10_000; request++) {
    clock.now += 6;
    all += passed(1);
  }
  expect(all).toBeLessThanOrEqual(200 + 60 * 50);
  expect(all).toBeGreaterThan(60 * 50);
});

test("a refusal is a problem that says when to come again", () => {
  const { limiter, passed } = limited();
  passed(200);
  const refusal = limiter.take("pk_intranet", RATE);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: "rate-limited", more: { headers: { "Retry-After": "1" } } });
  expect(refusal?.detail).toBe("Too many requests have come with this key: send this one again after 1 s.");
});

test("those who are refused at once are told times one after the other, and then find their place", () => {
  const { clock, passed, wait } = limited();
  passed(200);
  const waits = Array.from({ length: 400 }, () => wait());
  expect(waits).toEqual(Array.from({ length: 400 }, (_, place) => Math.ceil((place + 1) / 50)));
  for (let second = 1; second <= 8; second++) {
    clock.now += 1_000;
    expect(passed(waits.filter((told) => told === second).length)).toBe(50);
  }
});

test("nobody is told to wait for more than half a minute, however many there are", () => {
  const { passed, wait } = limited();
  passed(200);
  const waits = Array.from({ length: 5_000 }, () => wait());
  expect(Math.max(...waits)).toBe(30);
});

test("each name has a rate of its own, and some have none", () => {
  const { limiter, passed } = limited();
  expect(passed(300)).toBe(200);
  expect(passed(300, "pk_other")).toBe(200);
  const free = Array.from({ length: 1_000 }, () => limiter.take("pk_intranet", "unlimited"));
  expect(free.filter(Boolean)).toEqual([]);
});

test("names that were quiet for longest are forgotten first, so that memory is bounded", () => {
  const { passed } = limited(2);
  passed(200, "one");
  passed(200, "two");
  passed(1, "one");
  passed(1, "three");
  expect([passed(1, "one"), passed(1, "three")]).toEqual([0, 1]);
  expect(passed(300, "two")).toBe(200);
});

test("a rate of less than one a second is kept, too", () => {
  const { clock, limiter } = limited();
  const slow = { perSecond: 0.1, burst: 1 };
  const passes = () => limiter.take("slow", slow) === undefined;
  expect([passes(), passes()]).toEqual([true, false]);
  clock.now += 9_999;
  expect(passes()).toBe(false);
  clock.now += 1;
  expect(passes()).toBe(true);
});
