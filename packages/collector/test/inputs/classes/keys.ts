import { expect, test } from "vitest";
import { envelope, rating, TOKEN } from "../../start.js";
import { type Case, playAll } from "../cases.js";
import { KEYS, OPEN, type Pair, SECOND, TWO_KEYS } from "../pair.js";

/** Keys that are texts, but no project's. */
const UNKNOWN = [
  ["pk_other", "PK_INTRANET", ` ${OPEN}`, `${OPEN} `, `${OPEN}\0`, `${OPEN}\u200b`, OPEN.slice(0, -1), `${OPEN}x`, "*"],
  // Of a project that has others, and of two of these at once.
  [TWO_KEYS, KEYS.join()],
  [
    "__proto__",
    "toString",
    "hasOwnProperty",
    "prototype",
    "' or 1=1 --",
    "\ud800",
    "x".repeat(80),
    "[object Object]",
    "0",
  ],
].flat();

/** Keys that are no texts, or too long. */
const WRONG: readonly unknown[] = [
  null,
  0,
  true,
  "",
  [],
  [OPEN],
  {},
  { [OPEN]: 1 },
  "x".repeat(81),
  "x".repeat(10_240),
];

/** What a request for a report may carry instead of the token. */
const NO_TOKENS: readonly Case<Record<string, string | string[]>>[] = [
  ["nothing", {}],
  ["an empty header", { Authorization: "" }],
  ["the scheme alone", { Authorization: "Bearer" }],
  ["the scheme and blanks", { Authorization: "Bearer    " }],
  ["another token", { Authorization: `Bearer ${"x".repeat(TOKEN.length)}` }],
  ["a token that is too short", { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
  ["a token that is too long", { Authorization: `Bearer ${TOKEN}x` }],
  ["the token in capitals", { Authorization: `Bearer ${TOKEN.toUpperCase()}` }],
  ["the token twice", { Authorization: `Bearer ${TOKEN} ${TOKEN}` }],
  ["the token in two headers", { Authorization: [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`] }],
  ["the token without a scheme", { Authorization: TOKEN }],
  ["the token as a password", { Authorization: `Basic ${Buffer.from(`admin:${TOKEN}`).toString("base64")}` }],
  ["the token under another scheme", { Authorization: `Token ${TOKEN}` }],
  ["the token between quotes", { Authorization: `Bearer "${TOKEN}"` }],
  ["the token as a cookie", { Cookie: `token=${TOKEN}; Authorization=Bearer ${TOKEN}` }],
  ["the token under another name", { "X-Api-Key": TOKEN, "Proxy-Authorization": `Bearer ${TOKEN}` }],
  ["10 KB", { Authorization: `Bearer ${"x".repeat(10_240)}` }],
  ["the key of a project", { Authorization: `Bearer ${OPEN}` }],
  ["bytes that are no ASCII", { Authorization: "Bearer \u00e9\u00ff" }],
  ["a name that is inherited", { Authorization: "Bearer __proto__" }],
];

/** Where the token is asked for. */
const GUARDED = [`/v1/report?key=${OPEN}`, `/v1/report.csv?key=${OPEN}`, "/metrics"];

/** B12: keys of projects, and the admin token. */
export function keys(pair: Pair): void {
  test("B12: a key that no project has is refused in the same words, whatever it is", async () => {
    const bodies = new Set<string>();
    const cases = UNKNOWN.map((key) => [JSON.stringify(key), key] as const);
    await playAll("B12", cases, async (key) => {
      const answer = await pair.ask({ body: envelope([rating()], { key }) });
      expect(answer.status).toBe(403);
      bodies.add(answer.body.toString());
    });
    expect(bodies.size).toBe(1);
  });

  test("B12: a key that is no text, or none at all, is refused", async () => {
    const cases = [...WRONG, undefined].map((key) => [JSON.stringify(key) ?? "none", key] as const);
    await playAll("B12", cases, async (key) => {
      const answer = await pair.ask({ body: envelope([rating()], { key }) });
      expect([answer.status, JSON.parse(answer.body.toString()).field]).toEqual([400, "key"]);
    });
  });

  test("B12: without the token nothing is read, in the same words for every attempt", async () => {
    const bodies = new Set<string>();
    const cases = GUARDED.flatMap((path) =>
      [...NO_TOKENS, ["the token in the address", {}] as const].map(([name, headers]) => {
        const asked =
          name === "the token in the address" ? `${path}${path.includes("?") ? "&" : "?"}token=${TOKEN}` : path;
        return [`${name} at ${path}`, { path: asked, headers }] as const;
      }),
    );
    await playAll("B12", cases, async (question) => {
      const answer = await pair.ask(question);
      expect(answer.status).toBe(401);
      expect(answer.headers["www-authenticate"]).toBe("Bearer");
      bodies.add(answer.body.toString());
    });
    expect(bodies.size).toBe(1);
  });

  test("B12: with the token every project of the collector can be read, and no other", async () => {
    const Authorization = `bearer  ${TOKEN} `;
    const cases = [...UNKNOWN, ...KEYS, OPEN, SECOND].map((key) => [JSON.stringify(key), key] as const);
    await playAll("B12", cases, async (key) => {
      const path = `/v1/report?key=${encodeURIComponent(key.toWellFormed())}`;
      const { status } = await pair.ask({ path, headers: { Authorization } });
      expect(status).toBe([OPEN, SECOND, TWO_KEYS].includes(key) ? 200 : 404);
    });
  });
}
