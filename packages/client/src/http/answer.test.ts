import { PROBLEM_TITLES, problemType } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { NOON } from "../../test/entries.js";
import { replyOf } from "../../test/fake-endpoint.js";
import type { Reply } from "../outbox/ports.js";
import { readAnswer } from "./answer.js";
import { type Foreign, FOREIGN } from "./foreign.js";

const read = (reply: Reply | undefined, ids = ["a", "b"], foreign?: Foreign) => {
  const verdicts = ids.map((id) => readAnswer(reply, id, ids.length === 1, foreign, NOON));
  return verdicts.includes(undefined) ? undefined : verdicts;
};
const problem = { type: "https://aftertask.dev/problems/x", title: "No" };

test("each id gets the result that names it, in the order of the ids", () => {
  const results = [
    { id: "b", status: "refused", problem },
    { id: "a", status: "duplicate" },
  ];
  expect(read(replyOf(200, { results }))).toEqual([{ status: "duplicate" }, { problem }]);
});

test("an id that no result names waits", () => {
  expect(read(replyOf(200, { results: [{ id: "a", status: "stored" }] }))?.[1]).toEqual({
    because: "unreachable",
    retryAfterMs: undefined,
  });
});

test("'retry' carries its time, held between a second and an hour", () => {
  const results = [
    { id: "a", status: "retry", retryAfterMs: 5000 },
    { id: "b", status: "retry", retryAfterMs: 1e12 },
  ];
  expect(read(replyOf(200, { results }))).toMatchObject([{ retryInMs: 5000 }, { retryInMs: 3_600_000 }]);
});

test("headers that throw when they are asked ask for no time", () => {
  const headers = {
    get() {
      throw new Error("opaque");
    },
  };
  expect(read([{ status: 503, headers }, ""], ["a"])).toEqual([{ because: "busy", retryInMs: undefined }]);
});

test.each([
  ["a login page", "<html>"],
  ["an empty body", ""],
  ["null", "null"],
  ["no results", "{}"],
  ["results that are no list", '{"results":{"a":"stored"}}'],
  ["results that name nobody here", '{"results":[{"id":"z","status":"stored"},null,7]}'],
])("a 200 with %s is no acknowledgement", (_, text) => {
  expect(read(replyOf(200, text))).toMatchObject([{ because: "unreachable" }, { because: "unreachable" }]);
});

test.each([
  [409, "busy", undefined],
  [408, "busy", undefined],
  [425, "busy", undefined],
  [429, "busy", undefined],
  [500, "busy", undefined],
  [501, "busy", undefined],
  [503, "busy", undefined],
  [505, "busy", undefined],
  [511, "offline", undefined],
])("%i: try again, because %s", (status, because, retryAfterMs) => {
  expect(read(replyOf(status))).toEqual([1, 2].map(() => ({ because, retryInMs: retryAfterMs })));
});

test("the time to come back is read from the header, and from the body where the header is hidden", () => {
  expect(read(replyOf(429, {}, { "Retry-After": "7" }))?.[0]).toMatchObject({ retryInMs: 7000 });
  expect(read(replyOf(503, { retryAfterMs: 9000 }))?.[0]).toMatchObject({ retryInMs: 9000 });
  expect(read(replyOf(503, { retryAfterMs: 9000 }, { "Retry-After": "7" }))?.[0]).toMatchObject({
    retryInMs: 7000,
  });
});

test("no reply is 'unreachable', whatever the browser believes of the network", () => {
  expect(read(undefined)?.[0]).toMatchObject({ because: "unreachable" });
});

test.each([400, 422])("%i blames one of several; a single one is refused with the problem", (status) => {
  expect(read(replyOf(status, problem))).toBe(undefined);
  expect(read(replyOf(status, problem), ["a"])).toMatchObject([{ problem }]);
});

test("a status that nobody knows is no acknowledgement", () => {
  const results = [{ id: "a", status: "ok" }, { id: "b" }];
  expect(read(replyOf(200, { results }))).toMatchObject([{ because: "unreachable" }, { because: "unreachable" }]);
});

test("413 halves; a single rating is too large for ever", () => {
  expect(read(replyOf(413))).toBe(undefined);
  expect(read(replyOf(413), ["a"])).toMatchObject([
    { problem: { type: "about:blank", title: "The endpoint answered 413" } },
  ]);
});

test.each([401, 403, 404, 405, 406, 410, 415, 418, 451, 304])("%i pauses and keeps everything", (status) => {
  expect(read(replyOf(status))).toMatchObject([{ because: "paused" }, { because: "paused" }]);
});

test.each([
  ["older than this client", "unsupported-version"],
  ["given what something on the way has spoilt", "unsupported-request"],
] as const)("an endpoint that is %s pauses it, and kills nothing", (_, code) => {
  const unsupported = { type: problemType(code), title: PROBLEM_TITLES[code] };
  expect(read(replyOf(400, unsupported), ["a"])).toMatchObject([{ because: "paused" }]);
});

test("a refusal that is no problem of the endpoint's comes from on the way, and judges nothing", () => {
  expect(read(replyOf(400, { type: 5, title: null }), ["a"])).toMatchObject([{ because: "paused" }]);
  expect(read(replyOf(400, "<h1>Blocked by policy</h1>"), ["a"])).toMatchObject([{ because: "paused" }]);
});

const byStatus = (reply: Reply, ids = ["a"]) => read(reply, ids, FOREIGN);

test.each([200, 201, 202, 204])("where the status acknowledges, %i confirms whatever the body says", (status) => {
  for (const text of ["", "ok", '{"id":7}', "null"])
    expect(byStatus(replyOf(status, text))).toEqual([{ status: "stored" }]);
});

test.each([
  "<!doctype html><title>Sign in</title>",
  " \n<HTML lang=en>",
  "<script>location='/login'</script>",
  "<!-- x -->",
])("even there, a page such as %j confirms nothing", (page) => {
  expect(byStatus(replyOf(200, page))).toMatchObject([{ because: "unreachable" }]);
});

test("an answer that may not be read (status 0) is none", () => {
  expect(byStatus(replyOf(0, ""))).toMatchObject([{ because: "unreachable" }]);
});

test("there, 400 and 422 judge the rating in whatever words, but not in a web page of somebody on the way", () => {
  expect(byStatus(replyOf(422, "touchpoint is unknown"))).toMatchObject([
    { problem: { title: "The endpoint answered 422" } },
  ]);
  expect(byStatus(replyOf(400, "<h1>Blocked</h1>"))).toMatchObject([{ because: "paused" }]);
  expect(byStatus(replyOf(404, "no such flow"))).toMatchObject([{ because: "paused" }]);
});

test("a fault of the envelope is not the fault of the rating in it", () => {
  const fault = { type: problemType("invalid-envelope"), title: PROBLEM_TITLES["invalid-envelope"] };
  expect(read(replyOf(400, fault), ["a"])).toMatchObject([{ because: "paused", problem: fault }]);
});

test.each([
  ["is too long to be kept beside a rating", { ...problem, detail: "x".repeat(5000) }],
  ["is a text", '"The score is missing"'],
  ["is a list", ["The score is missing"]],
  ["is nested too deeply to be written down", `{"detail":${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
])("a problem that %s is kept without its words", (_, said) => {
  const kept = { type: "about:blank", title: "The endpoint answered 400" };
  expect(read(replyOf(400, said), ["a"], FOREIGN)).toEqual([{ problem: kept }]);
});
