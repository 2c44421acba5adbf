import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { envelope, rating } from "../../start.js";
import { type Case, playAll } from "../cases.js";
import type { Pair } from "../pair.js";

interface Encoded {
  body: string | Uint8Array;
  status: number;
  headers?: Record<string, string | string[]>;
  /** Where the status is 200. */
  result?: string;
}

/** Bytes that are no UTF-8, each for its own reason. */
const NOT_UTF8: Readonly<Record<string, readonly number[]>> = {
  "a byte that goes on with nothing": [0x80],
  "the last of these": [0xbf],
  "two of them": [0x80, 0xbf],
  "six of them": [0x80, 0x81, 0x82, 0x83, 0x84, 0x85],
  "a beginning of two bytes alone": [0xc3],
  "a beginning of two bytes before ASCII": [0xc3, 0x28],
  "a beginning of three bytes alone": [0xe2],
  "two of three bytes": [0xe2, 0x82],
  "three bytes with a wrong second": [0xe2, 0x28, 0xa1],
  "three bytes with a wrong third": [0xe2, 0x82, 0x28],
  "a beginning of four bytes alone": [0xf0],
  "two of four bytes": [0xf0, 0x9f],
  "three of four bytes": [0xf0, 0x9f, 0x98],
  "four bytes with a wrong second": [0xf0, 0x28, 0x8c, 0xbc],
  "four bytes with a wrong last": [0xf0, 0x90, 0x8c, 0x28],
  "a slash in two bytes": [0xc0, 0xaf],
  "a slash in three bytes": [0xe0, 0x80, 0xaf],
  "a slash in four bytes": [0xf0, 0x80, 0x80, 0xaf],
  "NUL in two bytes": [0xc0, 0x80],
  "the last ASCII in two bytes": [0xc1, 0xbf],
  "the first half of a pair": [0xed, 0xa0, 0x80],
  "the second half of a pair": [0xed, 0xbf, 0xbf],
  "a pair of halves": [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  "beyond the last code point": [0xf4, 0x90, 0x80, 0x80],
  "five bytes": [0xf8, 0x88, 0x80, 0x80, 0x80],
  "six bytes": [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80],
  FE: [0xfe],
  FF: [0xff],
  "Latin-1": [...Buffer.from("caf\u00e9", "latin1")],
  "Windows-1252 quotes": [0x93, 0x94],
};

/** B8: other encodings than UTF-8, and compression. */
export function encodings(pair: Pair): void {
  test("B8: a body that is no UTF-8 is refused, and so is one in another encoding", async () => {
    await play(pair, [...brokenBytes(), ...otherEncodings(), ...charsets()]);
  });

  test("B8: a body that is compressed, or says so, is refused before anything is inflated", async () => {
    await play(pair, compressed());
    for (const { inflated } of await pair.states()) expect(inflated).toBe(0);
  });

  test("B8: a text with NUL or with half a pair is refused wherever a rating holds text", async () => {
    const halves = ["\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", "\\ud83d\\ud83d", "\\uDEAD"];
    const cases = ["comment", "wording", "locale", "task", "person"].flatMap((member) =>
      halves.map((text) => [`${text} as ${member}`, { text, member }] as const),
    );
    await playAll("B8", cases, async ({ text, member }) => {
      const body = envelope([{ ...rating(), [member]: "HERE" }]).replace("HERE", text);
      const problem = { field: `ratings[0].${member}` };
      expect(await pair.sendText(body)).toMatchObject([{ status: "invalid", problem }]);
    });
  });
}

async function play(pair: Pair, cases: readonly Case<Encoded>[]): Promise<void> {
  await playAll("B8", cases, async ({ body, status, headers = {}, result }) => {
    const answer = await pair.ask({ body, headers: { "Content-Type": "text/plain", ...headers } });
    expect(answer.status).toBe(status);
    if (result !== undefined)
      expect(JSON.parse(answer.body.toString())).toMatchObject({ results: [{ status: result }] });
  });
}

function brokenBytes(): Case<Encoded>[] {
  return Object.entries(NOT_UTF8).map(([name, bytes]) => {
    const [before = "", after = ""] = envelope([rating({ comment: "HERE" })]).split("HERE");
    return [name, { body: Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]), status: 400 }];
  });
}

function otherEncodings(): Case<Encoded>[] {
  const text = envelope([rating({ comment: "né" })]);
  const little = Buffer.from(text, "utf16le");
  const big = Buffer.from(little).swap16();
  const wide = Buffer.from(Uint32Array.from([...text], (one) => one.codePointAt(0) ?? 0).buffer);
  const marked = (mark: number[], bytes: Uint8Array) => Buffer.concat([Buffer.from(mark), bytes]);
  return [
    ["UTF-16LE", { body: little, status: 400 }],
    ["UTF-16BE", { body: big, status: 400 }],
    ["UTF-16LE, marked", { body: marked([0xff, 0xfe], little), status: 400 }],
    ["UTF-16BE, marked", { body: marked([0xfe, 0xff], big), status: 400 }],
    ["UTF-32LE", { body: wide, status: 400 }],
    ["UTF-32BE", { body: Buffer.from(wide).swap32(), status: 400 }],
    ["UTF-32LE, marked", { body: marked([0xff, 0xfe, 0, 0], wide), status: 400 }],
    ["UTF-8, marked", { body: marked([0xef, 0xbb, 0xbf], Buffer.from(text)), status: 400 }],
    ["UTF-8, marked twice", { body: marked([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], Buffer.from(text)), status: 400 }],
    ["nothing but a mark", { body: Buffer.of(0xef, 0xbb, 0xbf), status: 400 }],
    ["UTF-7", { body: text.replace("né", "n+AOk-"), status: 200, result: "stored" }],
    ["NUL before", { body: `\0${text}`, status: 400 }],
    ["NUL after", { body: `${text}\0`, status: 400 }],
    ["NUL in a text", { body: text.replace("né", "n\0"), status: 400 }],
    ["a line in a text", { body: text.replace("né", "n\n"), status: 400 }],
  ];
}

function charsets(): Case<Encoded>[] {
  const right = ["utf-8", "UTF-8", "utf8", '"utf-8"'];
  const wrong = [
    "utf-16",
    "utf-16le",
    "iso-8859-1",
    "us-ascii",
    "windows-1252",
    "utf-7",
    "utf-32",
    "utf-8x",
    "",
    "gb18030",
    "'utf-8'",
  ];
  return [
    ...right.map((label): Case<Encoded> => [
      `charset ${label}`,
      { ...labelled(`text/plain; charset=${label}`), status: 200, result: "stored" },
    ]),
    ...wrong.map((label): Case<Encoded> => [
      `charset ${label}`,
      { ...labelled(`text/plain; charset=${label}`), status: 415 },
    ]),
    ["two charsets, the last one wrong", { ...labelled("text/plain; charset=utf-8; charset=utf-16"), status: 415 }],
    ["two charsets, the first one wrong", { ...labelled("text/plain; charset=utf-16; charset=utf-8"), status: 415 }],
    [
      "a charset with a blank before it",
      { ...labelled("application/json;   Charset=Utf-8"), status: 200, result: "stored" },
    ],
  ];
}

function labelled(type: string): Pick<Encoded, "body" | "headers"> {
  return { body: envelope([rating()]), headers: { "Content-Type": type } };
}

function compressed(): Case<Encoded>[] {
  const text = envelope([rating()]);
  const zeros = Buffer.alloc(20 * 2 ** 20);
  const as = (encoding: string, body: string | Uint8Array, status = 415): Encoded => ({
    body,
    headers: { "Content-Encoding": encoding },
    status,
  });
  return [
    ["gzip", as("gzip", gzipSync(text))],
    ["x-gzip", as("x-gzip", gzipSync(text))],
    ["GZIP", as("GZIP", gzipSync(text))],
    ["deflate", as("deflate", deflateSync(text))],
    ["raw deflate", as("deflate", deflateRawSync(text))],
    ["br", as("br", brotliCompressSync(text))],
    ["zstd", as("zstd", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 1, 0, 0]))],
    ["compress", as("compress", Buffer.from([0x1f, 0x9d, 0x90]))],
    ["gzip, and br over it", as("gzip, br", brotliCompressSync(gzipSync(text)))],
    ["ten times gzip", as(Array(10).fill("gzip").join(", "), text)],
    ["gzip that is none", as("gzip", text)],
    ["gzip that says it is none", as("identity", gzipSync(text), 400)],
    ["gzip that says nothing", { body: gzipSync(text), status: 400 }],
    ["gzip that is cut off", as("gzip", gzipSync(text).subarray(0, 30))],
    ["a bomb in gzip", as("gzip", gzipSync(zeros))],
    ["a bomb in deflate", as("deflate", deflateSync(zeros))],
    ["a bomb in br", as("br", brotliCompressSync(zeros))],
    ["a bomb in gzip that says nothing", { body: gzipSync(zeros), status: 400 }],
    ["an unknown encoding", as("aes128gcm", text)],
    ["identity", { ...as("identity", text, 200), result: "stored" }],
    ["no encoding", as("", text, 415)],
    ["two headers", { ...as("", text), headers: { "Content-Encoding": ["identity", "gzip"] } }],
  ];
}
