import { expect, test } from "vitest";
import type { Answer } from "../http/answer.js";
import { afterAnswer, FRESH_LANE, type Lane } from "./lane.js";

const after = (lane: Lane, next: Answer["next"], { size = 1, afterMs }: { size?: number; afterMs?: number } = {}) =>
  afterAnswer(
    lane,
    {
      next,
      verdicts: Array.from({ length: size }, () => ({ status: "retry", because: "busy", retryAfterMs: afterMs })),
    },
    1000,
    1,
  );

test("failures lengthen the silence, and a wake-up may cut it short", () => {
  const once = after(FRESH_LANE, "wait");
  expect(once).toMatchObject({ times: 1, quietUntil: 2000, firm: false });
  expect(after(once, "wait")).toMatchObject({ times: 2, quietUntil: 3000, firm: false });
});

test("a time that the endpoint named may not be cut short", () => {
  expect(after(FRESH_LANE, "wait", { afterMs: 60_000 })).toMatchObject({ quietUntil: 61_000, firm: true });
});

test("a wrong address starts with five minutes, whatever failed before", () => {
  const failed = after(after(FRESH_LANE, "wait"), "wait");
  expect(after(failed, "pause")).toMatchObject({ times: 1, quietUntil: 301_000, firm: true });
});

test("an answer ends the silence", () => {
  expect(after(after(FRESH_LANE, "wait"), "go-on")).toMatchObject({ times: 0, quietUntil: 0, firm: false });
});

test("a request that is too large halves the next ones, down to one rating", () => {
  expect(after(FRESH_LANE, "halve", { size: 20 }).limit).toBe(10);
  expect(after(FRESH_LANE, "halve", { size: 1 }).limit).toBe(1);
});

test("ten ratings that went through allow twice as many again, up to twenty", () => {
  let lane = { ...FRESH_LANE, limit: 5 };
  lane = after(lane, "go-on", { size: 5 });
  expect(Math.floor(lane.limit)).toBe(7);
  lane = after(lane, "go-on", { size: 5 });
  expect(lane.limit).toBeCloseTo(10);
  expect(after(lane, "go-on", { size: 20 }).limit).toBe(20);
});
