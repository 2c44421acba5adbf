import type { Rating, RatingResult } from "@aftertask/schema/words";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { DAY } from "../../../src/day.js";
import { envelope, rating } from "../../start.js";
import { type Case, playAll } from "../cases.js";
import type { Answer } from "../http.js";
import { INHERITED, KEYS, OPEN, type Pair, SECOND, START } from "../pair.js";

/** A rating with every member that is kept. */
function whole(): Rating {
  return {
    ...rating(),
    wording: "outcome5.en.1",
    reasons: ["slow", "unclear"],
    lostTime: "none",
    comment: "né",
    notSolved: false,
    provider: "hr-payroll",
    audience: "employee",
    locale: "en",
    layout: "corner",
    channel: "prompt",
    sampling: 0.5,
    context: { caseType: "dental", site: "Brno" },
  };
}

/** What makes it another rating under the same id. */
const OTHER_CONTENT: readonly Partial<Rating>[] = [
  { score: 1 },
  { score: null },
  { touchpoint: "it.access-request" },
  { instrument: "csat5" },
  { wording: "outcome5.en.2" },
  { reasons: ["slow"] },
  { lostTime: "unsure" },
  { comment: "ne\u0301" },
  { comment: "" },
  { notSolved: true },
  { provider: "hr-benefits" },
  { audience: "supplier" },
  { locale: "fr" },
  { layout: "inline" },
  { channel: "link" },
  { sampling: 0.25 },
  { context: { caseType: "dental" } },
];

/** What does not: it is not kept, or says the same in other words. */
const SAME_CONTENT: readonly ((one: Rating) => string)[] = [
  (one) => JSON.stringify(one),
  (one) => JSON.stringify(Object.fromEntries(Object.entries(one).toReversed())),
  (one) => JSON.stringify({ ...one, reasons: one.reasons?.toReversed() }),
  (one) => JSON.stringify({ ...one, context: Object.fromEntries(Object.entries(one.context ?? {}).toReversed()) }),
  (one) => JSON.stringify({ ...one, surplus: 1 }),
  (one) => JSON.stringify({ ...one, ratedAt: "2026-11-21T23:59:59Z" }),
  (one) => JSON.stringify({ ...one, promise: { mode: "confidential", minimumGroup: 9 } }),
  (one) => JSON.stringify({ ...one, person: "ben", task: randomUUID(), round: 2 }),
  (one) => JSON.stringify(one).replace('"score":4', '"score":4.0'),
  (one) => JSON.stringify(one).replace('"score":4', '"score":0.4e1'),
  (one) => JSON.stringify(one).replace("né", "n\\u00e9"),
];

/** Ids that are the same to a reader of UUIDs, but are not written as they must be. */
const OTHER_WORDS: readonly ((id: string) => string)[] = [
  (id) => id.toUpperCase(),
  (id) => `${id.slice(0, 8).toUpperCase()}${id.slice(8)}`,
  (id) => id.replaceAll("-", ""),
  (id) => `{${id}}`,
  (id) => `urn:uuid:${id}`,
  (id) => ` ${id}`,
  (id) => `${id}\n`,
];

/** B14: the same rating again, and another one under its id. */
export function again(pair: Pair): void {
  /** What is sent again after each start. */
  const known: Rating[] = [];

  test("B14: a rating that comes again is a duplicate however it is written, and another under its id a conflict", async () => {
    const one = whole();
    expect(await pair.send([one])).toMatchObject([{ status: "stored" }]);
    known.push(one);
    const cases: Case<{ text: string; status: string }>[] = [
      ...SAME_CONTENT.map((write, at) => [`the same, ${at}`, { text: write(one), status: "duplicate" }] as const),
      ...OTHER_CONTENT.map(
        (change) =>
          [
            `with ${JSON.stringify(change)}`,
            { text: JSON.stringify({ ...one, ...change }), status: "conflict" },
          ] as const,
      ),
    ];
    await playAll("B14", cases, async ({ text, status }) => {
      const results = await pair.sendText(`{"version":1,"key":"${OPEN}","ratings":[${text}]}`);
      expect(results).toEqual([{ id: one.id, status }]);
    });
  });

  test("B14: an id that is written in another way is no id", async () => {
    const one = rating();
    await pair.send([one]);
    const cases = OTHER_WORDS.map((write) => [write(one.id), write(one.id)] as const);
    await playAll("B14", cases, async (id) =>
      expect(await pair.send([{ ...one, id }])).toMatchObject([
        { status: "invalid", problem: { field: "ratings[0].id" } },
      ]),
    );
  });

  test("B14: ids of every version are kept once, also the first and the last of all", async () => {
    const id = randomUUID();
    const ids = [
      ...["1", "2", "3", "4", "5", "6", "7", "8"].map((version) => `${id.slice(0, 14)}${version}${id.slice(15)}`),
      "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];
    const cases = ids.map((one) => [one, rating({ id: one })] as const);
    await playAll("B14", cases, async (one) => {
      expect(await pair.send([one, one])).toMatchObject([{ status: "stored" }, { status: "duplicate" }]);
      known.push(one);
    });
  });

  test("B14: within one envelope the first counts", async () => {
    const one = rating();
    const twin = { ...rating(), task: one.task };
    const results = await pair.send([one, one, { ...one, score: 1 }, twin, { ...one, id: one.id.toUpperCase() }, one]);
    expect(results.map(({ status }) => status)).toEqual([
      "stored",
      "duplicate",
      "conflict",
      "refused",
      "invalid",
      "duplicate",
    ]);
  });

  test("B14: of fifty at the same time one is stored, and the others are told so", async () => {
    const one = rating();
    const results = (
      await atOnce(
        pair,
        Array.from({ length: 50 }, () => [one]),
      )
    ).map(statuses);
    for (const each of results) expect(each).toEqual([...Array<string>(49).fill("duplicate"), "stored"]);
    note(pair, one);
    known.push(one);
    const mixed = Array.from({ length: 50 }, (_, at) => [at % 2 ? one : { ...one, score: 1 }]);
    for (const each of (await atOnce(pair, mixed)).map(statuses))
      expect(each).toEqual([...Array<string>(25).fill("conflict"), ...Array<string>(25).fill("duplicate")]);
  });

  test("B14: an id belongs to its project: another one keeps a rating of its own under it", async () => {
    const one = rating();
    for (const key of [OPEN, SECOND, INHERITED]) {
      expect(await pair.send([one], key)).toMatchObject([{ status: "stored" }]);
      expect(await pair.send([one], key)).toMatchObject([{ status: "duplicate" }]);
      expect(await pair.send([{ ...one, score: 2 }], key)).toMatchObject([{ status: "conflict" }]);
    }
  });

  test("B14: an id belongs to its project whichever of the project's keys it comes with", async () => {
    const one = rating();
    const [first, second] = KEYS;
    expect(await pair.send([one], first)).toMatchObject([{ status: "stored" }]);
    expect(await pair.send([one], second)).toMatchObject([{ status: "duplicate" }]);
    expect(await pair.send([{ ...one, score: 2 }], second)).toMatchObject([{ status: "conflict" }]);
    expect(await pair.send([{ ...rating(), task: one.task }], second)).toMatchObject([{ status: "refused" }]);
  });

  test("B14: an id belongs to the week of its rating, but its task is rated once", async () => {
    const one = rating();
    expect(await pair.send([one])).toMatchObject([{ status: "stored" }]);
    const later = { ...one, ratedAt: "2026-11-25T09:00:00Z" };
    expect(await pair.send([later])).toMatchObject([{ status: "refused" }]);
    expect(await pair.send([{ ...later, task: undefined }])).toMatchObject([{ status: "stored" }]);
  });

  test.each([
    ["a restart", START],
    ["the week has been mixed", START + 8 * DAY],
  ])("B14: after %s it is all the same", async (_, clock) => {
    await pair.restart(clock);
    const cases = known.map((one) => [one.id, one] as const);
    await playAll("B14", cases, async (one) => {
      const results = await pair.send([
        one,
        { ...one, score: 2 },
        { ...rating(), task: one.task, person: one.person, touchpoint: one.touchpoint },
      ]);
      expect(results.map(({ status }) => status)).toEqual(["duplicate", "conflict", "refused"]);
    });
  });
}

function atOnce(pair: Pair, envelopes: readonly (readonly unknown[])[]): Promise<Answer[][]> {
  return pair.askEach(envelopes.map((ratings) => ({ body: envelope([...ratings]) })));
}

function statuses(answers: readonly Answer[]): string[] {
  return answers
    .flatMap(resultsOf)
    .map(({ status }) => status)
    .toSorted();
}

function resultsOf(answer: Answer): RatingResult[] {
  return (JSON.parse(answer.body.toString()) as { results: RatingResult[] }).results;
}

/** It was stored by one of fifty requests, whichever that was. */
function note(pair: Pair, one: Rating): void {
  const body = Buffer.from(JSON.stringify({ results: [{ id: one.id, status: "stored" }] }));
  pair.noteStored(envelope([one]), { status: 200, headers: {}, body });
}
