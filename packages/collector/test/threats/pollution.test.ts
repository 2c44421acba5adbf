import { expect, test } from "vitest";
import { envelope, problemOf, rating, start } from "../start.js";

const NAMES = ["__proto__", "constructor", "prototype", "toJSON", "then", "hasOwnProperty", "valueOf", "toString"];
/** Written by hand: an object of JavaScript would take `__proto__` for its prototype. */
const poison = (name: string) => `"${name}":{"polluted":"s3cr3t","status":"stored","toJSON":1,"length":9}`;
const into = (json: string, name: string) => json.replace(/^\{/, `{${poison(name)},`);

/** Where a stranger's members may stand: beside an envelope's, a rating's, or within what a rating holds. */
const PLACES: [where: string, body: (name: string) => string][] = [
  ["the envelope", (name) => into(envelope([rating()]), name)],
  ["a rating", (name) => `{"version":1,"key":"pk_intranet","ratings":[${into(JSON.stringify(rating()), name)}]}`],
  [
    "a promise",
    (name) =>
      envelope([rating({ promise: { mode: "confidential", minimumGroup: 5 } })]).replace(
        '"promise":{',
        `"promise":{${poison(name)},`,
      ),
  ],
  ["a context", (name) => envelope([rating({ context: {} })]).replace('"context":{', `"context":{${poison(name)}`)],
  [
    "a context, as a text",
    (name) =>
      envelope([rating({ context: {} })]).replace('"context":{', `"context":{"${name}":"a value like any other"`),
  ],
  ["what was lost", (name) => envelope([rating()], { lost: {} }).replace('"lost":{', `"lost":{"${name}":7`)],
];

test("T12: members that a stranger adds reach neither an object's prototype nor what is kept", async () => {
  const { place, post, stop, request } = await start();
  const before = Object.getOwnPropertyNames(Object.prototype);
  for (const [where, body] of PLACES)
    for (const name of NAMES) {
      const answer = await post(body(name));
      const about = [where, name];
      expect([...about, [200, 400].includes(answer.status)]).toEqual([...about, true]);
      const text = await answer.text();
      expect([...about, text.includes("s3cr3t")]).toEqual([...about, false]);
    }
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect((await request("/metrics")).status).toBe(401);
  await stop();
  expect(await place.bytes()).not.toMatch(/s3cr3t|polluted/);
});

test.each(NAMES)("T12: a key called %s is a key like any other that is not known", async (key) => {
  const answer = await (await start()).post(envelope([rating()], { key }));
  expect([answer.status, (await problemOf(answer)).type]).toEqual([403, expect.stringMatching(/unknown-key$/)]);
});
