import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { envelope, ORIGIN, rating } from "../start.js";
import { exchange, served } from "./served.js";

/** A second for everything, so that a test need not wait for ten. */
const HASTY = { limits: { headersSeconds: 1, requestSeconds: 1, idleSeconds: 1 } };
const HEAD = "POST /v1/ratings HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";

const SLOW: [string, string[]][] = [
  ["says nothing at all", []],
  ["never ends its first line", ["POST /v1"]],
  ["never ends its headers", [`${HEAD}X: `]],
  ["sends no body", [`${HEAD}Content-Length: 100\r\n\r\n`]],
  ["stops within its body", [`${HEAD}Content-Length: 100\r\n\r\n`, "{"]],
  ["stops between chunks", [`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, "1\r\n{\r\n"]],
  ["stops within a chunk", [`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, "ff\r\n{"]],
];

test("T11: whoever is slow is cut off, at every point of a request, and holds up nobody", async () => {
  const { address, port } = await served(HASTY);
  const slow = SLOW.map(async ([what, parts]) => [what, await exchange(port, ...parts)] as const);
  const honest = await fetch(`${address}v1/ratings`, { method: "POST", body: envelope([rating()]) });
  expect(honest.status).toBe(200);
  for (const [what, answer] of await Promise.all(slow))
    expect([what, answer]).toEqual([what, expect.stringMatching(/^(HTTP\/1\.1 408 [^]*connection: close[^]*)?$/i)]);
});

test("T11: one byte after the other does not make a request live longer", async () => {
  const { port } = await served(HASTY);
  const socket = connect(port, "127.0.0.1");
  let closed = false;
  socket
    .on("error", () => {})
    .on("close", () => (closed = true))
    .resume();
  onTestFinished(() => void socket.destroy());
  socket.write("GET /healthz HTTP/1.1\r\nX: ");
  for (let sent = 0; sent < 100 && !closed; sent++) {
    socket.write("x");
    await sleep(100);
  }
  expect(closed).toBe(true);
});

test("T11: a connection that is idle between two requests is closed", async () => {
  const { port } = await served(HASTY);
  const answer = await exchange(port, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test("T11: no more connections are taken than are allowed, and others again when those have gone", async () => {
  const { port, address } = await served({ limits: { connections: 5 } });
  const held = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const socket = connect(port, "127.0.0.1");
      await new Promise((resolve) => socket.once("connect", resolve));
      return socket;
    }),
  );
  await expect(fetch(`${address}healthz`)).rejects.toThrow();
  for (const socket of held) socket.destroy();
  await expect
    .poll(() =>
      fetch(`${address}healthz`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

const many = (count: number) => Array.from({ length: count }, (_, header) => `X${header}: y\r\n`).join("");
const asked = (headers: string) => `GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${headers}\r\n`;

test("T11: a request has up to 100 headers, in up to 16 KiB", async () => {
  const { port } = await served();
  const status = async (headers: string) => Number((await exchange(port, asked(headers))).slice(9, 12));
  expect(await status(many(98))).toBe(200);
  expect(await status(many(99))).toBe(431);
  expect(await status(many(2_100))).toBe(431);
  expect(await status(`X: ${"x".repeat(16_000)}\r\n`)).toBe(200);
  expect(await status(`X: ${"x".repeat(16_400)}\r\n`)).toBe(431);
});

test("T11: no header is left out without a word, so that nobody hides an origin behind many others", async () => {
  const { port, stored } = await served();
  const text = envelope([rating()]);
  const headers = `${many(2_050)}Origin: https://evil.example\r\nContent-Length: ${text.length}\r\nConnection: close\r\n`;
  expect(await exchange(port, `${HEAD}${headers}\r\n${text}`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await stored()).toBe(0);
});

test("T11: every limit can be lowered", async () => {
  const { address } = await served({ limits: { bodyBytes: 2_000, ratings: 2, ratingBytes: 1_000, commentLength: 10 } });
  const post = async (ratings: unknown[], padding = 0) => {
    const init = { method: "POST", headers: { Origin: ORIGIN }, body: envelope(ratings) + " ".repeat(padding) };
    const answer = await fetch(`${address}v1/ratings`, init);
    return answer.status === 200 ? await answer.json() : answer.status;
  };
  expect(await post([rating(), rating(), rating()])).toBe(413);
  expect(await post([rating()], 2_000)).toBe(413);
  const [long, large] = [rating({ comment: "eleven chars" }), rating({ comment: "", task: "x".repeat(200) })];
  expect(await post([long])).toMatchObject({
    results: [
      { status: "invalid", problem: { field: "ratings[0].comment", detail: expect.stringContaining("at most 10") } },
    ],
  });
  expect(await post([large])).toMatchObject({ results: [{ status: "stored" }] });
  expect(
    await post([
      rating({
        wording: "x".repeat(80),
        person: "x".repeat(200),
        task: "x".repeat(200),
        reasons: Array.from({ length: 12 }, (_, n) => `${n}${"x".repeat(70)}`),
      }),
    ]),
  ).toMatchObject({
    results: [{ status: "invalid", problem: { field: "ratings[0]", detail: expect.stringContaining("at most 1000") } }],
  });
});
