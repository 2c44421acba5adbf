import { ratingSchema } from "@aftertask/schema";
import {
  AUDIENCES,
  CHANNELS,
  INSTRUMENTS,
  LAYOUTS,
  LIMITS,
  LOST_TIME_BANDS,
  type Rating,
} from "@aftertask/schema/words";
import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { envelope } from "../../start.js";
import { count } from "../cases.js";
import type { Pair } from "../pair.js";

/** Inputs for each property. */
const RUNS = Number(process.env["AFTERTASK_INPUTS_RUNS"] ?? "1000");

const TOGETHER = LIMITS.envelopeRatings;

/** B21: whatever fast-check makes up. It tells a counterexample with the seed that repeats it. */
export function madeUp(pair: Pair): void {
  test(`B21: ${RUNS} arbitrary bodies are refused or answered item by item`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(bytes(), json(), envelopes()), { minLength: 10, maxLength: 10 }),
        async (bodies) => {
          await Promise.all(bodies.map((body) => pair.ask({ body })));
        },
      ),
      { numRuns: RUNS / 10 },
    );
    count("B21", RUNS);
  });

  test(`B21: ${RUNS} arbitrary JSON values in the place of ratings are judged one by one`, async () => {
    await inTwenties(fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), (items) => judge(pair, items));
  });

  test(`B21: ${RUNS} objects that are nearly ratings are kept if they are ratings, and invalid if not`, async () => {
    await inTwenties(nearlyRating(), (items) => judge(pair, items));
  });

  test(`B21: ${RUNS} arbitrary Unicode texts are kept as they are, or refused`, async () => {
    await inTwenties(fc.tuple(unicode(), unicode(), unicode()), (texts) =>
      judge(
        pair,
        texts.map(([comment, value, person]) => ({
          ...bare(),
          comment,
          context: { caseType: value },
          person: `p${person}`,
        })),
      ),
    );
  });

  test(`B21: ${RUNS} arbitrary headers harm nothing`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(headers(), { minLength: 10, maxLength: 10 }), async (all) => {
        await Promise.all(all.map((some) => pair.ask({ body: envelope([bare()]), headers: some })));
      }),
      { numRuns: RUNS / 10 },
    );
    count("B21", RUNS);
  });
}

async function inTwenties<Input>(one: fc.Arbitrary<Input>, play: (inputs: Input[]) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(fc.array(one, { minLength: TOGETHER, maxLength: TOGETHER }), play), {
    numRuns: RUNS / TOGETHER,
  });
  count("B21", RUNS);
}

/** What is answered of each must fit what the schema says of it. */
async function judge(pair: Pair, items: readonly unknown[]): Promise<void> {
  const answer = await pair.ask({ body: envelope([...items]) });
  if (answer.status === 413) return;
  expect(answer.status).toBe(200);
  const { results } = JSON.parse(answer.body.toString()) as { results: { status: string }[] };
  const sent = JSON.parse(JSON.stringify(items)) as unknown[];
  for (const [at, { status }] of results.entries()) {
    const isRating =
      ratingSchema.safeParse(sent[at]).success && JSON.stringify(sent[at]).length <= LIMITS.ratingBytes / 3;
    if (isRating) expect(["stored", "duplicate", "conflict", "refused"]).toContain(status);
    if (!ratingSchema.safeParse(sent[at]).success) expect(status).toBe("invalid");
  }
}

function bare(): Rating {
  return {
    id: randomUUID(),
    touchpoint: "hr.benefits-paperwork",
    instrument: "outcome5",
    score: 4,
    ratedAt: "2026-11-18T09:29:48Z",
  };
}

/** Every code point and half of one, common or not. */
function unicode(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
  );
}

function bytes(): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ maxLength: 400 });
}

/** JSON, whole or with a piece cut out. */
function json(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.json({ maxDepth: 12 }), fc.nat(200), fc.nat(3))
    .map(([text, at, cut]) => text.slice(0, at) + text.slice(at + cut));
}

function envelopes(): fc.Arbitrary<string> {
  const odd = <Value>(right: Value) =>
    fc.oneof({ weight: 9, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.jsonValue() });
  return fc
    .record(
      {
        version: odd(1),
        key: odd("pk_intranet"),
        ratings: odd([]),
        sdk: fc.oneof(unicode(), fc.jsonValue()),
        lost: fc.oneof(fc.dictionary(unicode(), fc.nat()), fc.jsonValue()),
        sentAt: fc.oneof(fc.date({ noInvalidDate: false }).map(String), fc.jsonValue()),
      },
      { requiredKeys: ["version"] },
    )
    .map((one) => JSON.stringify(one));
}

/** A rating of which some members are something else. */
function nearlyRating(): fc.Arbitrary<object> {
  const right: { [Member in keyof Rating]-?: fc.Arbitrary<NonNullable<Rating[Member]> | null> } = {
    id: fc.constant("").map(() => randomUUID()),
    touchpoint: fc.stringMatching(/^[a-z0-9]{1,9}([._-][a-z0-9]{1,9}){0,3}$/),
    instrument: fc.constantFrom(...(Object.keys(INSTRUMENTS) as (keyof typeof INSTRUMENTS)[])),
    score: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(null), fc.constant(-0)),
    wording: unicode(),
    reasons: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 13 }),
    lostTime: fc.constantFrom(...LOST_TIME_BANDS),
    comment: unicode(),
    notSolved: fc.boolean(),
    provider: fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,8})?$/),
    audience: fc.constantFrom(...AUDIENCES),
    locale: fc.constantFrom("en", "fr", "cs", "zh-Hant-TW"),
    layout: fc.constantFrom(...LAYOUTS),
    channel: fc.constantFrom(...CHANNELS),
    sampling: fc.double({ min: 0, max: 1, noNaN: true }),
    ratedAt: fc
      .date({ min: new Date(-62_135_596_800_000), max: new Date(253_402_300_799_000), noInvalidDate: true })
      .map((date) => date.toISOString()),
    context: fc.dictionary(
      fc.oneof(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,9}$/), fc.constantFrom("__proto__", "constructor", "then")),
      unicode(),
      { maxKeys: 21 },
    ),
    promise: fc.record({
      mode: fc.constantFrom("confidential", "named"),
      minimumGroup: fc.integer({ min: 4, max: 1_001 }),
    }) as fc.Arbitrary<NonNullable<Rating["promise"]>>,
    task: unicode(),
    round: fc.integer({ min: 0, max: 1_001 }),
    person: unicode(),
  };
  const members = Object.entries(right).map(([name, arbitrary]) => [
    name,
    fc.oneof(
      { weight: 40, arbitrary: arbitrary as fc.Arbitrary<unknown> },
      { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    ),
  ]);
  return fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: ["id", "touchpoint", "instrument", "score", "ratedAt"],
  });
}

/** Values that a header can carry: bytes, but none that ends a line. */
function headers(): fc.Arbitrary<Record<string, string>> {
  const value = fc
    .array(fc.oneof(fc.integer({ min: 32, max: 126 }), fc.integer({ min: 128, max: 255 }), fc.constant(9)), {
      maxLength: 60,
    })
    .map((codes) => String.fromCharCode(...codes).trim());
  const type = fc.oneof(fc.constantFrom("text/plain", "application/json", "text/plain; charset=utf-8"), value);
  return fc.record(
    {
      "Content-Type": type,
      "Content-Encoding": fc.oneof(fc.constant("identity"), value),
      Origin: fc.oneof(fc.constant("https://intranet.example"), value),
      Referer: value,
      "User-Agent": value,
      Cookie: value,
      Authorization: value,
      "X-Forwarded-For": value,
      "Accept-Encoding": value,
      "If-None-Match": value,
      Range: value,
    },
    { requiredKeys: [] },
  );
}
