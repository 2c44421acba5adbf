import { expect, test } from "vitest";
import { createLog } from "./log.js";

/** What a log writes, line by line as it would stand in a file. */
function logged(write: (log: ReturnType<typeof createLog>) => void): string[] {
  let text = "";
  write(createLog((line) => (text += line)));
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
}

/** What an attacker would put into a log: line ends, JSON of their own, colours, hidden text, text that runs backwards. */
const LEAD_INS = ["", "x", '"', "\\", '"}', "é", "🙂"];
const BREAKS = [
  "\n",
  "\r\n",
  "\r",
  "\u0085",
  "\u2028",
  "\u2029",
  "\0",
  "\u001B[2J",
  "\u001B]0;title\u0007",
  "\u009B31m",
  "\b\b\b",
  "\u007F",
  "\u202Etxt.exe",
  "\u2066hidden\u2069",
  "\u200B",
  "\uFEFF",
  "\uD800",
  '","level":"fatal","x":"',
  '\\","level":"fatal',
  "%s %d %j %o",
  '\n{"level":"fatal","msg":"forged"}',
];
const TREACHEROUS = LEAD_INS.flatMap((leadIn) => BREAKS.map((breakOut) => `${leadIn}${breakOut}{"level":"fatal"}`));

test("T10: whatever a fact holds, it is one line of JSON and nothing that a terminal would obey", () => {
  const lines = logged((log) => {
    for (const text of TREACHEROUS) log.warn({ code: text }, "odd");
  });
  expect(lines).toHaveLength(TREACHEROUS.length);
  lines.forEach((line, index) => {
    expect(line).toMatch(/^[\x20-\x7E\u00A1-\u0600\u{1F000}-\u{1FFFF}\uD800\uFFFD]+$/u);
    expect(JSON.parse(line)).toMatchObject({ level: "warn", msg: "odd", code: expect.any(String) });
    const code = String(JSON.parse(line).code);
    if (!TREACHEROUS[index]?.includes("\uD800")) expect(code).toBe(TREACHEROUS[index]);
  });
});

test("T10: names, codes and messages of errors are as harmless as facts", () => {
  const lines = logged((log) => {
    for (const text of TREACHEROUS) {
      const cause = Object.assign(new Error(text), { name: text, code: text, errstr: text });
      log.error({ cause }, "failed");
    }
  });
  expect(lines).toHaveLength(TREACHEROUS.length);
  for (const line of lines) {
    expect(line).toMatch(/^[\x20-\x7E\u00A1-\u0600\u{1F000}-\u{1FFFF}\uD800\uFFFD]+$/u);
    expect(JSON.parse(line).level).toBe("error");
  }
});

test("T10: no text is longer than 256 characters", () => {
  const long = "x".repeat(100_000);
  const cause = Object.assign(new Error(long), { name: long, code: long, errstr: long });
  const [line = ""] = logged((log) => log.error({ cause, code: long }, "failed"));
  for (const run of line.match(/x+/g) ?? []) expect(run.length).toBeLessThanOrEqual(256);
});

test("T7: the message of an error is not told, not even a line of it that looks like a place in the code", () => {
  const secret = "    at s3cr3t (comment:1:1)";
  const [line = ""] = logged((log) => log.error({ cause: new Error(`bad value\n${secret}\n${secret}`) }, "failed"));
  expect(line).not.toContain("s3cr3t");
  expect(line).not.toContain("bad value");
  expect(JSON.parse(line).cause.at[0]).toMatch(/^ {4}at .*log\.test\.ts:\d+/);
});

test("T7: a message that was changed later leaves no place at all", () => {
  const cause = new Error("\n    at s3cr3t (comment:1:1)");
  cause.message = "harmless";
  expect(logged((log) => log.error({ cause }, "failed"))[0]).not.toContain("s3cr3t");
});

test("T7: what is named like a secret is not told, should anybody ever hand it over", () => {
  const facts = {
    token: "s3cr3t",
    comment: "s3cr3t",
    id: "s3cr3t",
    address: "s3cr3t",
    request: { authorization: "s3cr3t" },
  };
  const [line = ""] = logged((log) => log.info(facts, "started"));
  expect(line).not.toContain("s3cr3t");
  expect(JSON.parse(line)).toMatchObject({ token: "[not told]", request: { authorization: "[not told]" } });
});

test("what was thrown may be anything", () => {
  const lines = logged((log) => {
    for (const cause of ["text", null, undefined, 7, { message: "s3cr3t" }]) log.error({ cause }, "failed");
  });
  expect(lines.join("")).not.toContain("s3cr3t");
});
