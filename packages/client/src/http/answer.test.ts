import { expect, test } from "vitest";
import { NOON } from "../../test/entries.js";
import { replyOf } from "../../test/fake-endpoint.js";
import type { Reply } from "../outbox/ports.js";
import { readAnswer } from "./answer.js";

const read = (reply: Reply | undefined, ids = ["a", "b"], online = true) => {
  const sent = ids.map((id) => ({ id }));
  const { next, verdictOf } = readAnswer(reply, sent, NOON, 0.5, online, 300_000);
  return { next, verdicts: sent.map(verdictOf) };
};
const problem = { type: "https://aftertask.dev/problems/x", title: "No" };

test("each id gets the result that names it, in the order of the ids", () => {
  const results = [
    { id: "b", status: "refused", problem },
    { id: "a", status: "duplicate" },
  ];
  const { next, verdicts } = read(replyOf(200, { results }));
  expect(next).toBe("go-on");
  expect(verdicts).toEqual([{ status: "duplicate" }, { problem }]);
});

test("an id that no result names waits", () => {
  const { next, verdicts } = read(replyOf(200, { results: [{ id: "a", status: "stored" }] }));
  expect(next).toBe("go-on");
  expect(verdicts[1]).toEqual({ because: "busy", retryAfterMs: undefined });
});

test("'retry' carries its time, held between a second and an hour", () => {
  const results = [
    { id: "a", status: "retry", retryAfterMs: 5000 },
    { id: "b", status: "retry", retryAfterMs: 1e12 },
  ];
  expect(read(replyOf(200, { results })).verdicts).toMatchObject([{ retryAfterMs: 5000 }, { retryAfterMs: 3_600_000 }]);
});

test.each([
  ["a login page", "<html>"],
  ["an empty body", ""],
  ["null", "null"],
  ["no results", "{}"],
  ["results that are no list", '{"results":{"a":"stored"}}'],
  ["results that name nobody here", '{"results":[{"id":"z","status":"stored"},null,7]}'],
])("a 200 with %s is no acknowledgement", (_, text) => {
  expect(read(replyOf(200, text))).toMatchObject({
    next: "wait",
    verdicts: [{ because: "unreachable" }, { because: "unreachable" }],
  });
});

test.each([
  [409, "busy", 2000],
  [408, "busy", undefined],
  [425, "busy", undefined],
  [429, "busy", undefined],
  [500, "busy", undefined],
  [501, "busy", undefined],
  [503, "busy", undefined],
  [505, "busy", undefined],
  [511, "offline", undefined],
])("%i: try again, because %s", (status, because, retryAfterMs) => {
  expect(read(replyOf(status))).toEqual({
    next: "wait",
    verdicts: [1, 2].map(() => ({ because, retryAfterMs })),
  });
});

test("the time to come back is read from the header, and from the body where the header is hidden", () => {
  expect(read(replyOf(429, {}, { "Retry-After": "7" })).verdicts[0]).toMatchObject({ retryAfterMs: 7000 });
  expect(read(replyOf(503, { retryAfterMs: 9000 })).verdicts[0]).toMatchObject({ retryAfterMs: 9000 });
  expect(read(replyOf(503, { retryAfterMs: 9000 }, { "Retry-After": "7" })).verdicts[0]).toMatchObject({
    retryAfterMs: 7000,
  });
});

test("no reply is 'unreachable', or 'offline' when the browser says so", () => {
  expect(read(undefined).verdicts[0]).toMatchObject({ because: "unreachable" });
  expect(read(undefined, ["a"], false).verdicts[0]).toMatchObject({ because: "offline" });
});

test.each([400, 422])("%i blames one of several; a single one is refused with the problem", (status) => {
  expect(read(replyOf(status, problem)).next).toBe("split");
  expect(read(replyOf(status, problem), ["a"])).toMatchObject({
    next: "go-on",
    verdicts: [{ problem }],
  });
});

test("a status that nobody knows is no acknowledgement", () => {
  const results = [{ id: "a", status: "ok" }, { id: "b" }];
  expect(read(replyOf(200, { results })).verdicts).toMatchObject([{ because: "busy" }, { because: "busy" }]);
});

test("413 halves; a single rating is too large for ever", () => {
  expect(read(replyOf(413)).next).toBe("split");
  expect(read(replyOf(413), ["a"])).toMatchObject({
    next: "go-on",
    verdicts: [{ problem: { type: "about:blank", title: "The endpoint answered 413" } }],
  });
});

test.each([401, 403, 404, 405, 406, 410, 415, 418, 451, 304])("%i pauses and keeps everything", (status) => {
  expect(read(replyOf(status))).toMatchObject({
    next: "pause",
    verdicts: [{ because: "paused", retryAfterMs: 300_000 }, { because: "paused" }],
  });
});

test("an endpoint that is older than this client pauses it, and kills nothing", () => {
  const unsupported = { type: "https://aftertask.dev/problems/unsupported-version", title: "Too new" };
  expect(read(replyOf(400, unsupported), ["a"]).next).toBe("pause");
});

test("a refusal that is no problem of the endpoint's comes from on the way, and judges nothing", () => {
  expect(read(replyOf(400, { type: 5, title: null }), ["a"]).next).toBe("pause");
  expect(read(replyOf(400, "<h1>Blocked by policy</h1>"), ["a"]).next).toBe("pause");
});
