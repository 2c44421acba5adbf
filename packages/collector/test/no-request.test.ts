import { describeApi } from "@aftertask/schema";
import { problemCode, type Problem } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { envelope, rating } from "./start.js";
import { exchange, served } from "./threats/served.js";

const many = (count: number) => Array.from({ length: count }, (_, header) => `X${header}: y\r\n`).join("");
const post = (headers: string) => {
  const text = envelope([rating()]);
  const length = `Content-Length: ${Buffer.byteLength(text)}\r\n`;
  return `POST /v1/ratings HTTP/1.1\r\nOrigin: https://intranet.example\r\n${length}${headers}\r\n${text}`;
};
const HOST = "Host: 127.0.0.1\r\n";

/** What Node refuses by itself, without any word, where nothing else is said. */
const REFUSED: [what: string, request: string, status: number, code: string][] = [
  ["headers of more than 16 KiB", post(`${HOST}X: ${"x".repeat(17_000)}\r\n`), 431, "headers-too-large"],
  ["more than 100 headers", post(HOST + many(120)), 431, "headers-too-large"],
  ["a host that is none", post("Host: a b\r\n"), 400, "unsupported-request"],
  ["an empty host", post("Host:\r\n"), 400, "unsupported-request"],
  ["no host", post(""), 400, "unsupported-request"],
  ["a host that is none, elsewhere", "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "unsupported-request"],
  ["another expectation", post(`${HOST}Expect: foo\r\n`), 417, "expectation-failed"],
  ["two lengths", post(`${HOST}Content-Length: 1\r\n`), 400, "unsupported-request"],
  ["no HTTP", "hello\r\n\r\n", 400, "unsupported-request"],
  [
    "the extension of a chunk that has no end",
    `POST /v1/ratings HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n2;${"a".repeat(17_000)}\r\n{}\r\n0\r\n\r\n`,
    413,
    "too-large",
  ],
  ["a request that stops", `POST /v1/ratings HTTP/1.1\r\n${HOST}X: `, 408, "too-slow"],
];

test("senders are told of each of these statuses", () => {
  const { responses } = Object(describeApi("").paths["/v1/ratings"]?.["post"]) as { responses: object };
  expect(Object.keys(responses)).toEqual(expect.arrayContaining(REFUSED.map(([, , status]) => `${status}`)));
});

test.each(REFUSED)(
  "%s is refused in words that a page of another origin can read, and the connection ends",
  async (_, request, status, code) => {
    const { port, stored } = await served({ limits: { headersSeconds: 1, requestSeconds: 1 } });
    const answer = await exchange(port, request);
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`));
    expect(head).toMatch(/^access-control-allow-origin: \*\r?$/im);
    expect(head).toMatch(/^content-type: application\/problem\+json\r?$/im);
    expect(head).toMatch(/^connection: close\r?$/im);
    const problem = JSON.parse(body) as Problem;
    expect([problemCode(problem), problem.status]).toEqual([code, status]);
    expect(problem.detail).toMatch(/\.$/);
    expect(await stored()).toBe(0);
  },
);

test("what is no request after one that was answered is refused as well", async () => {
  const { port } = await served();
  const answer = await exchange(port, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "hello\r\n\r\n");
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status).at(-1)).toBe("400");
});

test("what is no request, right behind one that is under way, is refused after that one was answered", async () => {
  const { port } = await served();
  const answer = await exchange(port, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nhello\r\n\r\n");
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "400"]);
});
