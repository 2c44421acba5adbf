import { describe, expect, test } from "vitest";
import { envelope, rating } from "../start.js";
import { exchange, served } from "./served.js";

const SMUGGLED = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
const HEAD = "POST /v1/ratings HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";
const body = () => envelope([rating()]);
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const post = (headers: string, content = "") => `${HEAD}${headers}\r\n${content}`;
const plain = (text: string) => post(`Content-Length: ${text.length}\r\nConnection: close\r\n`, text);

/** Requests whose end two readers could see in two places, or that are no HTTP at all. */
const CASES: [what: string, bytes: (text: string) => string][] = [
  [
    "a length and chunks",
    (text) => post(`Content-Length: ${text.length}\r\nTransfer-Encoding: chunked\r\n`, `0\r\n\r\n${SMUGGLED}`),
  ],
  [
    "chunks and a length",
    (text) => post(`Transfer-Encoding: chunked\r\nContent-Length: 4\r\n`, `${chunk(text)}0\r\n\r\n`),
  ],
  ["two lengths", (text) => post(`Content-Length: ${text.length}\r\nContent-Length: 0\r\n`, text)],
  ["the same length twice", (text) => post(`Content-Length: ${text.length}\r\n`.repeat(2), text)],
  ["a list of lengths", (text) => post(`Content-Length: ${text.length}, ${text.length}\r\n`, text)],
  ["a negative length", (text) => post("Content-Length: -1\r\n", text)],
  ["a length with a sign", (text) => post(`Content-Length: +${text.length}\r\n`, text)],
  ["a length in hexadecimal digits", (text) => post("Content-Length: 0x10\r\n", text)],
  ["a length with a blank in it", (text) => post("Content-Length: 1 0\r\n", text)],
  ["a length without digits", (text) => post("Content-Length: \r\n", text)],
  ["a length beyond 64 bits", (text) => post(`Content-Length: 99999999999999999999${text.length}\r\n`, text)],
  [
    "chunks that are not the last coding",
    (text) => post("Transfer-Encoding: chunked, identity\r\n", `${chunk(text)}0\r\n\r\n`),
  ],
  ["an unknown coding", (text) => post("Transfer-Encoding: xchunked\r\n", `${chunk(text)}0\r\n\r\n`)],
  ["identity as a coding", (text) => post("Transfer-Encoding: identity\r\n", text)],
  ["a blank before the colon", (text) => post("Transfer-Encoding : chunked\r\n", `${chunk(text)}0\r\n\r\n`)],
  [
    "a control character before the coding",
    (text) => post("Transfer-Encoding: \u000Bchunked\r\n", `${chunk(text)}0\r\n\r\n`),
  ],
  [
    "a header that goes on in the next line",
    (text) => post("Transfer-Encoding:\r\n chunked\r\n", `${chunk(text)}0\r\n\r\n`),
  ],
  ["lines that end in LF alone", (text) => plain(text).replaceAll("\r\n", "\n")],
  ["one line that ends in LF alone", (text) => post(`X: y\nContent-Length: ${text.length}\r\n`, text)],
  ["one line that ends in CR alone", (text) => post(`X: y\rContent-Length: ${text.length}\r\n`, text)],
  ["NUL in a header", (text) => post(`X: \0\r\nContent-Length: ${text.length}\r\n`, text)],
  ["a name with a blank", (text) => post(`X Y: z\r\nContent-Length: ${text.length}\r\n`, text)],
  ["a header without a colon", (text) => post(`XY\r\nContent-Length: ${text.length}\r\n`, text)],
  ["a chunk's size that is no number", (text) => post("Transfer-Encoding: chunked\r\n", `Z\r\n${text}\r\n0\r\n\r\n`)],
  ["a chunk's size with a prefix", (text) => post("Transfer-Encoding: chunked\r\n", `0x${chunk(text)}0\r\n\r\n`)],
  [
    "a chunk's size beyond 64 bits",
    (text) => post("Transfer-Encoding: chunked\r\n", `10000000000000000\r\n${text}\r\n0\r\n\r\n`),
  ],
  [
    "a chunk's size that ends in LF alone",
    (text) => post("Transfer-Encoding: chunked\r\n", chunk(text).replace("\r\n", "\n") + "0\r\n\r\n"),
  ],
  [
    "a chunk that is longer than it says",
    (text) => post("Transfer-Encoding: chunked\r\n", `5\r\n${text}\r\n0\r\n\r\n`),
  ],
  [
    "LF in the extension of a chunk",
    (text) => post("Transfer-Encoding: chunked\r\n", `${text.length.toString(16)};x\ny\r\n${text}\r\n0\r\n\r\n`),
  ],
  ["no host", (text) => plain(text).replace("Host: a\r\n", "")],
  ["a blank in the address", (text) => plain(text).replace("/v1/ratings", "/v1/ ratings")],
  ["another major version", (text) => plain(text).replace("HTTP/1.1", "HTTP/3.1")],
  ["no version", () => "GET /healthz\r\n\r\n"],
  ["a preface of HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ["a greeting of TLS", () => "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00FC\u0003\u0003"],
];

describe("T24: a request that could be read in two ways is refused, the connection closed, nothing kept", () => {
  test("while the same request is taken where its end is plain", async () => {
    const { port, stored } = await served();
    expect(await exchange(port, plain(body()))).toMatch(/^HTTP\/1\.1 200 /);
    const text = body();
    const chunked = post("Transfer-Encoding: chunked\r\nConnection: close\r\n", `${chunk(text)}0\r\n\r\n`);
    expect(await exchange(port, chunked)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await stored()).toBe(2);
  });

  test(`in ${CASES.length} cases`, async () => {
    const { port, stored } = await served();
    const answers = await Promise.all(
      CASES.map(async ([what, bytes]) => [what, await exchange(port, bytes(body()))] as const),
    );
    // Answered once, whatever stood behind it.
    const statuses = (answer: string) =>
      [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status).join(" ");
    const others = answers.filter(
      ([, answer]) => statuses(answer) !== "400" || !/^connection: close\r$/im.test(answer),
    );
    expect(others).toEqual([]);
    expect(await stored()).toBe(0);
  });
});
