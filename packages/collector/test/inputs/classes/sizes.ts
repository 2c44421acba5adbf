import { LIMITS } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { envelope, rating } from "../../start.js";
import { type Case, playAll } from "../cases.js";
import { HANG_UP, PAUSE } from "../http.js";
import type { Pair } from "../pair.js";

type Pieces = Parameters<Pair["say"]>[0];

/** What is said over one connection, and the statuses of what must come back, in order. */
interface Talk {
  pieces: Pieces;
  statuses: number[];
  /** Whether the other side must have ended the connection. Default: it need not. */
  closed?: boolean;
  /** The body of the first request, where that is to be kept. */
  kept?: string;
}

const CAP = LIMITS.envelopeBytes;

/** B4: bodies around the limit, and bodies that are not as long as they say. */
export function sizes(pair: Pair): void {
  test("B4: up to its limit a body is read, beyond it is refused, and the connection serves the next request", async () => {
    const cases: Case<Talk>[] = [];
    for (const [name, size, status] of [
      ["no byte", 0, 400],
      ["one byte below the limit", CAP - 1, 200],
      ["the limit", CAP, 200],
      ["one byte more than the limit", CAP + 1, 413],
      ["one and a half times the limit", 1.5 * CAP, 413],
      ["twice the limit", 2 * CAP, 413],
    ] as const) {
      for (const write of [atOnce, inChunks]) {
        const body = size === 0 ? "" : padded(size);
        const next = envelope([rating()]);
        const kept = status === 200 ? { kept: body } : {};
        cases.push([
          `${name}, ${write.name}`,
          { pieces: [...write(body), ...atOnce(next)], statuses: [status, 200], ...kept },
        ]);
      }
    }
    await playTalks(pair, cases);
  });

  test("B4: a body of another length than it says is refused, and what is left of it is no request", async () => {
    const body = envelope([rating()]);
    const long = head(`Content-Length: ${body.length + 100}`);
    await playTalks(pair, [
      ["longer than sent, and hung up", { pieces: [long, body, HANG_UP], statuses: [400], closed: true }],
      [
        "a limit that nobody sends, and hung up",
        { pieces: [head(`Content-Length: ${CAP}`), HANG_UP], statuses: [400], closed: true },
      ],
      // One answer to what was said to be the body, and one to what is left of it.
      ["shorter than sent", { pieces: [head("Content-Length: 20"), body], statuses: [400, 400], closed: true }],
      ["nothing, but sent", { pieces: [head("Content-Length: 0"), body], statuses: [400, 400], closed: true }],
      ["a gigabyte, of which nothing is sent", { pieces: [head("Content-Length: 1000000000")], statuses: [413] }],
      [
        "more digits than a number has",
        { pieces: [head(`Content-Length: ${"9".repeat(400)}`)], statuses: [400], closed: true },
      ],
      [
        "chunks that end too early",
        { pieces: [head("Transfer-Encoding: chunked"), "50\r\n{", HANG_UP], statuses: [400], closed: true },
      ],
      [
        "a chunk of no length",
        { pieces: [head("Transfer-Encoding: chunked"), "zz\r\n{}\r\n0\r\n\r\n"], statuses: [400], closed: true },
      ],
    ]);
  });

  test("B4: a body may come in pieces, also such that end within a character", async () => {
    const texts = Array.from({ length: 4 }, (_, at) =>
      Buffer.from(envelope([rating({ comment: `né à Žďár 🎉 ${at}` })])),
    );
    const [whole, chunked, byByte, asked] = texts as [Buffer, Buffer, Buffer, Buffer];
    const cut = whole.indexOf("🎉") + 2;
    const kept = (bytes: Buffer) => ({ kept: bytes.toString(), statuses: [200] });
    await playTalks(pair, [
      [
        "split within a character",
        {
          pieces: [head(`Content-Length: ${whole.length}`), whole.subarray(0, cut), PAUSE, whole.subarray(cut)],
          ...kept(whole),
        },
      ],
      [
        "two chunks split within a character",
        {
          pieces: [
            head("Transfer-Encoding: chunked"),
            ...chunk(chunked.subarray(0, cut)),
            PAUSE,
            ...chunk(chunked.subarray(cut)),
            "0\r\n\r\n",
          ],
          ...kept(chunked),
        },
      ],
      [
        "a chunk for each byte",
        {
          pieces: [
            head("Transfer-Encoding: chunked"),
            ...[...byByte].flatMap((byte) => chunk(Buffer.of(byte))),
            "0\r\n\r\n",
          ],
          ...kept(byByte),
        },
      ],
      [
        "after it was asked for",
        { pieces: [head(`Content-Length: ${asked.length}`, "Expect: 100-continue"), PAUSE, asked], ...kept(asked) },
      ],
    ]);
  });

  test("B4: a rating, a comment and an envelope may have their limit, and no more", async () => {
    const surplus = LIMITS.ratingBytes - Buffer.byteLength(JSON.stringify({ ...rating(), surplus: "" }));
    const [stored, invalid] = [{ status: "stored" }, { status: "invalid" }];
    const sized = (size: number) => ({ ...rating(), surplus: "x".repeat(size) });
    await playAll<[unknown, object]>(
      "B4",
      [
        ["a rating of 16 KiB", [sized(surplus), stored]],
        ["a rating of a byte more", [sized(surplus + 1), invalid]],
        ["a comment of 4,000 characters", [rating({ comment: "é".repeat(4_000) }), stored]],
        ["a comment of one more", [rating({ comment: "é".repeat(4_001) }), invalid]],
        ["a comment of 3,900 characters beyond the first plane", [rating({ comment: "🎉".repeat(3_900) }), stored]],
      ],
      async ([item, verdict]) => expect(await pair.send([item])).toMatchObject([verdict]),
    );
    const many = (count: number) => envelope(Array.from({ length: count }, () => rating()));
    expect((await pair.ask({ body: many(LIMITS.envelopeRatings) })).status).toBe(200);
    expect((await pair.ask({ body: many(LIMITS.envelopeRatings + 1) })).status).toBe(400);
  });
}

async function playTalks(pair: Pair, cases: readonly Case<Talk>[]): Promise<void> {
  await playAll("B4", cases, async ({ pieces, statuses, closed, kept }) => {
    const heard = await pair.say(pieces, { answers: statuses.length, ...(closed && { closed }) });
    expect(heard.answers.map(({ status }) => status)).toEqual(statuses);
    if (closed) expect(heard.closed).toBe(true);
    const [first, second] = heard.answers;
    if (kept !== undefined && first) pair.noteStored(kept, first);
    if (second?.status === 200) pair.noteStored(bodyOf(pieces.at(-1)), second);
  });
}

function bodyOf(piece: Pieces[number] | undefined): string {
  return typeof piece === "string" ? piece : "";
}

/** An envelope of so many bytes. */
function padded(size: number): string {
  const body = envelope([rating()]);
  return body + " ".repeat(size - body.length);
}

function head(...lines: string[]): string {
  return ["POST /v1/ratings HTTP/1.1", "Host: collector", "Content-Type: text/plain", ...lines, "", ""].join("\r\n");
}

function atOnce(body: string): string[] {
  return [head(`Content-Length: ${Buffer.byteLength(body)}`), body];
}

function inChunks(body: string): (string | Uint8Array)[] {
  const bytes = Buffer.from(body);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 16_000) }, (_, at) =>
    chunk(bytes.subarray(at * 16_000, (at + 1) * 16_000)),
  );
  return [head("Transfer-Encoding: chunked"), ...pieces.flat(), "0\r\n\r\n"];
}

function chunk(bytes: Uint8Array): (string | Uint8Array)[] {
  return [`${bytes.length.toString(16)}\r\n`, bytes, "\r\n"];
}
