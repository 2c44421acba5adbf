import { expect, test } from "vitest";
import { envelope, rating } from "../../start.js";
import { playAll } from "../cases.js";
import type { Pair } from "../pair.js";

/** Stands in every text, so that it is found wherever it comes out. */
const MARK = "Injected7";

/** Ends of a line, of a text, or of what a reader of logs sees. */
const BREAKS = [
  ["\n", "\r", "\r\n", "\n\n", "\r\n\r\n", "\v", "\f", "\0", "\u0085", "\u2028", "\u2029", "\u001e"],
  ["\\n", "\\r\\n", "%0a", "%0d%0a", "\\u000a", "&#10;"],
  ['"', '"}', '"}\n', "'", "\\", "\\\\", "`", "}", "{"],
  ["\u001b[2J", "\u001b[31m", "\u001b]0;", "\u009b1m", "\u0007", "\b\b\b\b", "\u007f"],
  ["\u202e", "\u2066", "\u200f", "\ufeff", "\u061c"],
  ["%s%n%d", "${jndi:x}", "{{7*7}}", "<script>", "$(id)", "\u0000\u0000", "🎉", "\ud800"],
].flat();

const FORGED = '{"level":"error","message":"forged"}';

const TEXTS = BREAKS.map((one) => `${MARK}${one}${FORGED}${one}${MARK}`);

/** What a request is made of that a log might tell. */
const PLACES: Readonly<Record<string, (pair: Pair, text: string) => Promise<unknown>>> = {
  comment: (pair, text) => pair.ask({ body: envelope([rating({ comment: text })]) }),
  key: (pair, text) => pair.ask({ body: envelope([rating()], { key: text }) }),
  path: (pair, text) => pair.ask({ path: `/${encodeURIComponent(text.toWellFormed())}` }),
  origin: (pair, text) => withHeader(pair, "Origin", text),
  "user agent": (pair, text) => withHeader(pair, "User-Agent", text),
  authorization: (pair, text) => withHeader(pair, "Authorization", `Bearer ${text}`),
};

/** B15: what senders write does not get into the log, and breaks no line of it. */
export function logged(pair: Pair): void {
  test("B15: the log has one line of JSON for each event, whatever senders write, and holds nothing of that", async () => {
    const cases = Object.entries(PLACES).flatMap(([place, put]) =>
      TEXTS.map((text) => [`${JSON.stringify(text)} as ${place}`, { put, text }] as const),
    );
    await playAll("B15", cases, ({ put, text }) => put(pair, text));
    for (const log of pair.logs) {
      expect(log.filter((line) => !isEvent(line))).toEqual([]);
      expect(log.filter((line) => line.includes(MARK))).toEqual([]);
    }
  });
}

/** Bytes as they stand: what ends a line ends the header, too, and what comes after may be no request at all. */
async function withHeader(pair: Pair, name: string, text: string): Promise<void> {
  const body = envelope([]);
  const head = ["POST /v1/ratings HTTP/1.1", "Host: collector", `${name}: ${text}`, "Content-Type: text/plain"];
  const request = [...head, `Content-Length: ${body.length}`, "Connection: close", "", body].join("\r\n");
  // To the end: where the text ends the header, there is a second answer, to what comes after.
  await pair.say([request], { answers: 1, closed: true });
}

/** One object, with a level and a time, and nothing that a terminal would obey or a reader would be misled by. */
function isEvent(line: string): boolean {
  try {
    const event = JSON.parse(line) as { level?: unknown; time?: unknown };
    return (
      typeof event.level === "string" && typeof event.time === "string" && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line)
    );
  } catch {
    return false;
  }
}
