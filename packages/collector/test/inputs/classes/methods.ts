import { expect, test } from "vitest";
import { envelope, rating, TOKEN } from "../../start.js";
import { type Case, playAll } from "../cases.js";
import type { Ask } from "../http.js";
import type { Pair } from "../pair.js";

/** What can be asked of an address; the last two are not meant for any of ours. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] as const;

/** Addresses that the description leaves out, and what they take. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "/favicon.ico": ["GET"],
  "/report/": ["GET"],
};

/** Addresses at which there is nothing, whatever is asked. */
const NOWHERE = [
  "/",
  "/v1",
  "/v1/",
  "/v1/ratings/",
  "/v1/report/",
  "//v1/ratings",
  "/V1/RATINGS",
  "/nothing.js",
  "/%2e%2e/package.json",
  "/%",
  "/%00",
  "/examples/",
];

const CONTENT_TYPES: Readonly<Record<string, number>> = {
  "text/plain": 200,
  "TEXT/PLAIN": 200,
  "text/plain;charset=utf-8": 200,
  "application/json": 200,
  " application/json ; charset=utf-8": 200,
  "application/json, text/plain": 415,
  "text/json": 415,
  "text/html": 415,
  "application/problem+json": 415,
  "application/x-www-form-urlencoded": 415,
  "multipart/form-data; boundary=x": 415,
  "application/octet-stream": 415,
  "application/x-protobuf": 415,
  "*/*": 415,
  text: 415,
  "text/plain\u00e9": 415,
  ";": 415,
  "": 415,
};

/** B9: every method at every address, and every kind of body. What a connection may say at all is tried with the guards. */
export function methods(pair: Pair): void {
  test("B9: an address takes the methods that it is described with, and names them to whoever uses another", async () => {
    const description = await pair.ask({ path: "/openapi.json" });
    const { paths } = JSON.parse(description.body.toString()) as { paths: Record<string, Record<string, unknown>> };
    const routes: Record<string, readonly string[]> = { ...OTHERS };
    for (const [path, described] of Object.entries(paths))
      routes[path.replace("{id}", "0b5c3a52-0000-4000-8000-000000000000")] = Object.keys(described)
        .map((name) => name.toUpperCase())
        .filter((name) => (METHODS as readonly string[]).includes(name));
    expect(Object.keys(routes).length).toBeGreaterThan(9);

    const cases = Object.entries(routes).flatMap(([path, own]) =>
      METHODS.map((method): Case<Ask & { own: readonly string[] }> => [
        `${method} ${path}`,
        {
          method,
          path,
          headers: { Authorization: `Bearer ${TOKEN}` },
          own: own.includes("GET") ? [...own, "HEAD"] : own,
        },
      ]),
    );
    await playAll("B9", cases, async ({ own, ...question }) => {
      // The figures of two collectors differ.
      if (question.path === "/metrics" && own.includes(question.method ?? "")) return;
      const answer = await pair.ask(question);
      expect(answer.status === 405).toBe(!own.includes(question.method ?? ""));
      if (answer.status === 405) expect(answer.headers.allow?.split(", ").toSorted()).toEqual(own.toSorted());
    });
  });

  test("B9: where there is nothing, no method finds anything", async () => {
    const cases = NOWHERE.flatMap((path) => METHODS.map((method) => [`${method} ${path}`, { method, path }] as const));
    await playAll("B9", cases, async (question) => expect((await pair.ask(question)).status).toBe(404));
  });

  test("B9: a body of another content type is refused", async () => {
    await playAll("B9", Object.entries(CONTENT_TYPES), async (status, type) => {
      const answer = await pair.ask({
        body: envelope([rating()]),
        headers: { "Content-Type": Buffer.from(type).toString("latin1") },
      });
      expect(answer.status).toBe(status);
    });
    expect((await pair.ask({ body: envelope([rating()]), headers: {} })).status).toBe(415);
    expect(
      (await pair.ask({ body: envelope([rating()]), headers: { "Content-Type": ["text/plain", "text/html"] } })).status,
    ).toBe(415);
  });
}
