import { LIMITS } from "@aftertask/schema/words";
import { describe, expect, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import { envelope, ORIGIN, problemOf, projects, rating, type Running, start } from "../../test/start.js";
import { DAY } from "../day.js";
import { writeKeysOf } from "../guard/key.js";
import { DEFAULT_LIMITS } from "../limits.js";
import { type Log, SILENT } from "../log.js";
import { receiveRatings } from "./receive-ratings.js";

describe("each rating of a valid envelope", () => {
  test("gets a result of its own, in order", async () => {
    const { send } = bound(await start());
    const [one, two] = [rating(), rating()];
    expect(await send([one, { ...two, score: 9 }, two])).toEqual([
      { id: one.id, status: "stored" },
      { id: two.id, status: "invalid", problem: expect.objectContaining({ field: "ratings[1].score" }) },
      { id: two.id, status: "stored" },
    ]);
  });

  test("that is posted again is a duplicate, also after the mix and a restart", async () => {
    const first = await start();
    const one = rating();
    expect(await first.send([one])).toMatchObject([{ status: "stored" }]);
    expect(await first.send([one])).toMatchObject([{ status: "duplicate" }]);
    first.clock.now += 7 * DAY;
    await first.collector.mix();
    expect(await first.send([one])).toMatchObject([{ status: "duplicate" }]);
    await first.stop();
    const second = await start({}, first.place);
    second.clock.now += 30 * DAY;
    expect(await second.send([one])).toEqual([{ id: one.id, status: "duplicate" }]);
  });

  test("is stored by a clock that has gone back into a closed week, and counted in the open one", async () => {
    const running = await start();
    const monday = Date.UTC(2026, 10, 23);
    running.clock.now = monday;
    await running.collector.mix();
    running.clock.now = monday - 1;
    const five = ["ana", "ben", "chloe", "dev", "eva"].map((person) => rating({ person }));
    expect(await running.send(five)).toMatchObject(five.map(() => ({ status: "stored" })));
    // By the same clock, and by the right one.
    expect(await running.send(five)).toMatchObject(five.map(() => ({ status: "duplicate" })));
    running.clock.now = monday;
    expect(await running.send(five)).toMatchObject(five.map(() => ({ status: "duplicate" })));
    running.clock.now = monday + 7 * DAY;
    expect((await running.report()).rows).toMatchObject([{ week: "2026-W48", answered: 5 }]);
  });

  test("comes again after a clock of the far future was put right, until its weeks are open again", async () => {
    const running = await start();
    running.clock.now += 3_653 * DAY;
    await running.collector.mix();
    running.clock.now -= 3_653 * DAY;
    const one = rating();
    expect(await running.send([one])).toEqual([{ id: one.id, status: "retry", retryAfterMs: 1_000 }]);
    await running.collector.mix();
    expect(await running.send([one])).toEqual([{ id: one.id, status: "stored" }]);
  });

  test("that comes under a used id with other content is a conflict, and the first stays", async () => {
    const { send } = bound(await start());
    const one = rating();
    await send([one]);
    expect(await send([{ ...one, score: 1 }])).toEqual([{ id: one.id, status: "conflict" }]);
    expect(await send([one])).toMatchObject([{ status: "duplicate" }]);
  });

  test("of a task that the person has rated is refused for good", async () => {
    const { send } = bound(await start());
    const one = rating({ task: "BEN-1042" });
    await send([one]);
    const [refused] = await send([rating({ task: "BEN-1042" })]);
    expect(refused).toMatchObject({ status: "refused", problem: { type: expect.stringMatching(/\/already-rated$/) } });
    const others = [{ round: 2 }, { person: "ben" }, { task: "BEN-1043" }, { touchpoint: "it.access-request" }];
    expect(await send(others.map((other) => rating({ task: "BEN-1042", ...other })))).toMatchObject(
      others.map(() => ({ status: "stored" })),
    );
  });

  test("is held against its neighbours in the envelope", async () => {
    const one = rating();
    const twin = { ...rating(), task: one.task };
    expect(await (await start()).send([one, one, { ...one, score: 1 }, twin])).toMatchObject([
      { status: "stored" },
      { status: "duplicate" },
      { status: "conflict" },
      { status: "refused" },
    ]);
  });

  test("is stored once when fifty copies arrive at the same time", async () => {
    const { send } = bound(await start());
    const one = rating();
    const results = (await Promise.all(Array.from({ length: 50 }, () => send([one])))).flat();
    expect(results.filter(({ status }) => status === "stored")).toHaveLength(1);
    expect(results.filter(({ status }) => status === "duplicate")).toHaveLength(49);
  });

  test("of a touchpoint that the catalogue lacks may try again", async () => {
    const touchpoints = { "it.access-request": {} };
    const { send } = bound(
      await start({ serve: { projects: projects({ touchpoints }), admin: { token: "x".repeat(32) } } }),
    );
    expect(await send([rating()])).toMatchObject([{ status: "retry", retryAfterMs: 300_000 }]);
    expect(await send([rating({ touchpoint: "it.access-request" })])).toMatchObject([{ status: "stored" }]);
  });

  test("may be larger than no 16 KiB", async () => {
    const large = { ...rating(), surplus: "x".repeat(LIMITS.ratingBytes) };
    expect(await (await start()).send([large, rating()])).toMatchObject([
      { id: large.id, status: "invalid", problem: { field: "ratings[0]" } },
      { status: "stored" },
    ]);
  });

  test.each([[0], ["text"], [null], [[]], [{}]])("that is %j is invalid and harms no neighbour", async (odd) => {
    const one = rating();
    expect(await (await start()).send([odd, one])).toMatchObject([
      { id: "", status: "invalid" },
      { id: one.id, status: "stored" },
    ]);
  });
});

/** An envelope in all but one byte. */
const NOT_UTF8 = new Uint8Array(Buffer.from(envelope([rating({ comment: "caf\u00e9" })]), "latin1"));

describe("a request is refused as a whole", () => {
  const cases: [
    what: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
    status: number,
    code: string,
  ][] = [
    [
      "of another media type",
      envelope([rating()]),
      { "Content-Type": "application/x-www-form-urlencoded" },
      415,
      "unsupported-media-type",
    ],
    [
      "in another encoding of text",
      envelope([rating()]),
      { "Content-Type": "text/plain; charset=utf-16" },
      415,
      "unsupported-media-type",
    ],
    ["that is compressed", envelope([rating()]), { "Content-Encoding": "gzip" }, 415, "unsupported-media-type"],
    ["that is too large", " ".repeat(LIMITS.envelopeBytes + 1), {}, 413, "too-large"],
    ["that says it is too large", "{}", { "Content-Length": String(LIMITS.envelopeBytes + 1) }, 413, "too-large"],
    ["that is not UTF-8", NOT_UTF8, {}, 400, "invalid-envelope"],
    ["that begins with a byte order mark", `\ufeff${envelope([rating()])}`, {}, 400, "invalid-envelope"],
    [
      "in two encodings of text",
      envelope([rating()]),
      { "Content-Type": "text/plain; charset=utf-8; charset=utf-16" },
      415,
      "unsupported-media-type",
    ],
    [
      "that has lost what cannot be counted",
      `{"lost":{"__proto__":1},${envelope([rating()]).slice(1)}`,
      {},
      400,
      "invalid-envelope",
    ],
    ["that is not JSON", "{", {}, 400, "invalid-envelope"],
    ["that is empty", "", {}, 400, "invalid-envelope"],
    ["that is nested without end", "[".repeat(40_000), {}, 400, "invalid-envelope"],
    ["that is no envelope", "[]", {}, 400, "invalid-envelope"],
    ["without ratings", envelope([]), {}, 400, "invalid-envelope"],
    ["with 21 ratings", envelope(Array.from({ length: 21 }, () => 0)), {}, 400, "invalid-envelope"],
    ["of another version", envelope([rating()], { version: 2 }), {}, 400, "unsupported-version"],
    ["of no version", envelope([rating()], { version: "1" }), {}, 400, "invalid-envelope"],
    ["of an unknown project", envelope([rating()], { key: "pk_other" }), {}, 403, "unknown-key"],
    ["of a project that an object inherits", envelope([rating()], { key: "__proto__" }), {}, 403, "unknown-key"],
    ["from another origin", envelope([rating()]), { Origin: "https://evil.example" }, 403, "origin-not-allowed"],
    [
      "from an origin that looks alike",
      envelope([rating()]),
      { Origin: `${ORIGIN}.evil.example` },
      403,
      "origin-not-allowed",
    ],
    [
      "from a scheme of its own",
      envelope([rating()]),
      { Origin: ORIGIN.replace("https", "http") },
      403,
      "origin-not-allowed",
    ],
    ["from nowhere", envelope([rating()]), { Origin: "null" }, 403, "origin-not-allowed"],
  ];

  test.each(cases)("%s", async (_, body, headers, status, code) => {
    const answer = await (await start()).post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await problemOf(answer)).toMatchObject({ type: `https://aftertask.dev/problems/${code}`, status });
  });

  test("with 503 when the disk cannot take it, and nothing of it is stored", async () => {
    const { place, ...running } = await start();
    await running.stop();
    const answer = await running.post(envelope([rating()]));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const stores = await place.open();
    expect(await stores.intake.waiting()).toEqual([]);
    await stores.close();
  });
});

test("a request is refused with 503 as long as more waits for the disk than memory should hold", async () => {
  const nothing = () => Promise.reject(new Error("nothing must get this far"));
  const receive = receiveRatings({
    keys: writeKeysOf(projects()),
    limiter: { take: () => undefined },
    limits: DEFAULT_LIMITS,
    pseudonymiser: { row: nothing, marksOf: () => Promise.reject(new Error("not asked for")), names: nothing },
    commit: { waiting: 10_001, add: async () => [], idle: async () => {} },
    intake: { openWeek: "" },
    metrics: { judged() {}, lost() {} },
    now: () => 0,
    log: SILENT,
  });
  // Not even looked at.
  const answer = await receive(new Request("http://127.0.0.1/v1/ratings", { method: "POST", body: "nonsense" }));
  expect([answer.status, answer.headers["Retry-After"]]).toEqual([503, "5"]);
});

describe("a request passes", () => {
  test.each([
    ["from an allowed origin", { Origin: ORIGIN }],
    ["from a server, which names no origin", {}],
    ["as application/json", { "Content-Type": "application/json; charset=UTF-8" }],
    ["as what fetch makes of a text", { "Content-Type": "text/plain;charset=UTF-8" }],
  ])("%s", async (_, headers) => {
    const answer = await (await start()).post(envelope([rating()]), headers);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toBe("Retry-After, Date");
    expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
  });

  test("with as many bytes as are allowed", async () => {
    const body = envelope([rating()]);
    const padded = body + " ".repeat(LIMITS.envelopeBytes - Buffer.byteLength(body));
    expect((await (await start()).post(padded)).status).toBe(200);
  });
});

describe("what is kept", () => {
  const telling = {
    task: "SECRET-TASK-1042",
    person: "SECRET-PERSON-ANA",
    ratedAt: "2026-11-21T09:29:48Z",
    ticket: "SECRET-TICKET",
    url: "https://intranet.example/SECRET-URL",
  };

  test("holds neither person nor task nor a time finer than the week, in any byte of any file", async () => {
    const { place, send, collector, clock } = bound(await start({}, await freshPlace({ untouched: true })));
    const sent = Array.from({ length: 20 }, (_, number) => ({
      ...rating({ comment: "KEPT" }),
      ...telling,
      task: `SECRET-${number}`,
    }));
    await send(sent);
    expect(await place.bytes("intake")).toContain("KEPT");
    expect(await place.bytes()).not.toMatch(/SECRET|T09:29/);
    clock.now += 1_000;
    await collector.mix();
    expect(await place.bytes("ratings")).toContain("KEPT");
    expect(await place.bytes()).not.toMatch(/SECRET|T09:29/);
    expect(await place.bytes("ratings")).not.toContain("2026-11");
    expect(await place.bytes("intake")).not.toContain("KEPT");
  });

  test("is not told to the log", async () => {
    const lines: string[] = [];
    const write = (facts: Record<string, unknown>, message: string) => void lines.push(JSON.stringify(facts) + message);
    const log: Log = { info: write, warn: write, error: write };
    const running = await start({ log });
    const one = { ...rating({ comment: "SECRET-COMMENT", touchpoint: "secret.touchpoint" }), ...telling };
    await running.send([one, { ...one, score: 1 }, { ...one, id: "SECRET-ID" }]);
    await running.stop();
    await running.post(envelope([one]));
    expect(lines).not.toEqual([]);
    expect(lines.join("\n")).not.toMatch(/secret/i);
    expect(lines.join("\n")).not.toContain(one.id);
  });
});

/** `send` uses its neighbours; bound, it can be taken out. */
function bound(running: Running) {
  return { ...running, send: running.send.bind(running) };
}
