import { expect, test } from "vitest";
import { NOON, SENDER } from "../../test/entries.js";
import { requestBody } from "./envelope.js";
import { FOREIGN } from "./foreign.js";

const LOST = { expired: 1 };
const STORED = JSON.stringify({
  id: "a",
  score: null,
  reasons: ["kind"],
  context: { task: "a value that only has this name" },
  ratedAt: "2026-11-21T09:29:48.000Z",
  task: "BEN-1042",
  round: 2,
  person: "e7c1",
  ticket: "eyJ",
});

test("the stored bytes of each rating stand in it unchanged", () => {
  const bodies = ['{ "id":"a",  "comment":"\\u00e9" }', '{"id":"b"}'];
  const body = requestBody(
    SENDER,
    NOON,
    LOST,
    bodies.map((each) => ({ body: each })),
  );
  for (const each of bodies) expect(body).toContain(each);
  const { key, sdk } = SENDER;
  expect(JSON.parse(body)).toEqual({
    version: 1,
    key,
    sdk,
    sentAt: "2026-11-21T12:00:00.000Z",
    lost: LOST,
    ratings: [{ id: "a", comment: "é" }, { id: "b" }],
  });
});

test("one rating alone is sent as it is stored", () => {
  expect(requestBody({ ...SENDER, single: true }, NOON, LOST, [{ body: STORED }])).toBe(STORED);
});

test("who knows nothing of Aftertask gets neither person nor task, and no time finer than the week", () => {
  const foreign = { ...SENDER, foreign: FOREIGN };
  const bare = {
    id: "a",
    score: null,
    reasons: ["kind"],
    context: { task: "a value that only has this name" },
    ratedAt: "2026-11-16T00:00:00.000Z",
  };
  expect(JSON.parse(requestBody({ ...foreign, single: true }, NOON, LOST, [{ body: STORED }]))).toEqual(bare);
  const envelope = JSON.parse(requestBody(foreign, NOON, LOST, [{ body: STORED }, { body: STORED }]));
  expect(envelope).toMatchObject({ version: 1, ratings: [bare, bare] });
  expect(envelope).not.toHaveProperty("sentAt");
});

test("a time that is none does not stop a request", () => {
  const body = requestBody({ ...SENDER, foreign: FOREIGN, single: true }, NOON, LOST, [
    { body: '{"id":"a","ratedAt":"soon"}' },
  ]);
  expect(JSON.parse(body)).toMatchObject({ id: "a" });
});
