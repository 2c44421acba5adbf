import { INSTRUMENTS } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { envelope, rating } from "../../start.js";
import { type Case, playAll } from "../cases.js";
import { OPEN, type Pair } from "../pair.js";

/** The nine kinds of JSON value, as they are written. */
const VALUES = ["null", "true", "false", "3", "0.5", '"text"', '""', "[]", "{}"] as const;

/** Members of a rating, and which of the nine each takes; all others make it invalid. */
const RATING: Readonly<Record<string, readonly (typeof VALUES)[number][]>> = {
  id: [],
  touchpoint: ['"text"'],
  instrument: [],
  score: ["null", "3"],
  wording: ['"text"', '""'],
  reasons: ["[]"],
  lostTime: [],
  comment: ['"text"', '""'],
  notSolved: ["true", "false"],
  provider: ['"text"'],
  audience: [],
  locale: ['"text"', '""'],
  layout: [],
  channel: [],
  sampling: ["0.5"],
  ratedAt: [],
  context: ["{}"],
  promise: [],
  task: ['"text"'],
  round: ["3"],
  person: ['"text"'],
};

/** The same of an envelope, with the status that each leads to; all others lead to 400. */
const ENVELOPE: Readonly<Record<string, Readonly<Partial<Record<(typeof VALUES)[number], number>>>>> = {
  version: {},
  key: { '"text"': 403 },
  sdk: { '"text"': 200, '""': 200 },
  sentAt: {},
  ratings: {},
  lost: { "{}": 200 },
};

/** The edges of a number, and which of them hold. */
interface Edges {
  min: string;
  max: string;
  belowMin: string;
  aboveMax: string;
  /** The odd ones that are right all the same. */
  odd?: readonly string[];
  write(number: string): string;
}

const ODD = ["1.5", "-0", "-0.0", "1e400", "-1e400", "9007199254740993", '"5"', "true", "1e0", "5E-324"];

const NUMBERS: Readonly<Record<string, Edges>> = {
  score: { belowMin: "0", min: "1", max: "5", aboveMax: "6", odd: ["1e0"], write: (number) => `"score":${number}` },
  "score of eleven": {
    belowMin: "-1",
    min: "0",
    max: "10",
    aboveMax: "11",
    odd: ["-0", "-0.0", "1e0"],
    write: (number) => `"instrument":"nps11","score":${number}`,
  },
  sampling: {
    belowMin: "0",
    min: "5e-324",
    max: "1",
    aboveMax: "1.0000000000000002",
    odd: ["1e0", "5E-324"],
    write: (number) => `"sampling":${number}`,
  },
  round: {
    belowMin: "0",
    min: "1",
    max: "1000",
    aboveMax: "1001",
    odd: ["1e0"],
    write: (number) => `"round":${number}`,
  },
  "promise.minimumGroup": {
    belowMin: "4",
    min: "5",
    max: "1000",
    aboveMax: "1001",
    write: (number) => `"promise":{"mode":"confidential","minimumGroup":${number}}`,
  },
};

/** B6: every member with a value of every kind, and every number at its edges. */
export function types(pair: Pair): void {
  test("B6: a member of a rating takes what the table says, and names itself where it takes a value not", async () => {
    const cases = Object.entries(RATING).flatMap(([member, right]) =>
      VALUES.map((value) => [`${member}: ${value}`, { member, value, kept: right.includes(value) }] as const),
    );
    await playAll("B6", cases, async ({ member, value, kept }) => {
      const [result] = await pair.sendText(withMember(`"${member}":${value}`));
      const field = expect.stringMatching(new RegExp(`^ratings\\[0\\]\\.${member}(\\.|$)`));
      expect(result).toMatchObject(kept ? { status: "stored" } : { status: "invalid", problem: { field } });
    });
  });

  test("B6: a member of an envelope takes what the table says, or the whole is refused", async () => {
    const cases = Object.entries(ENVELOPE).flatMap(([member, right]) =>
      VALUES.map((value) => [`${member}: ${value}`, { member, value, status: right[value] ?? 400 }] as const),
    );
    await playAll("B6", cases, async ({ member, value, status }) => {
      const body = `${envelope([rating()]).slice(0, -1)},"${member}":${value}}`;
      const answer = await pair.ask({ body });
      expect(answer.status).toBe(status);
      if (status !== 200) expect(JSON.parse(answer.body.toString())).toMatchObject({ field: member });
    });
  });

  test("B6: a number is kept from its least to its greatest, and nothing else is", async () => {
    const cases = Object.entries(NUMBERS).flatMap(([name, { min, max, belowMin, aboveMax, odd = [], write }]) => [
      ...[min, max].map((number) => numberCase(name, write(number), true)),
      ...[belowMin, aboveMax].map((number) => numberCase(name, write(number), false)),
      ...ODD.map((number) => numberCase(name, write(number), odd.includes(number))),
    ]);
    await playAll("B6", cases, async ({ member, kept }) => {
      const [result] = await pair.sendText(withMember(member));
      expect(result).toMatchObject({ status: kept ? "stored" : "invalid" });
    });
  });

  test("B6: a count of lost ratings is a whole number that is not negative, as far as they are exact", async () => {
    const right = ["0", "-0", "1e0", "9007199254740991"];
    const wrong = ["-1", "1.5", "1e400", "9007199254740992", '"5"', "true", "null", "[]", "{}"];
    const cases = [...right, ...wrong].map(
      (number) => [number, { number, status: right.includes(number) ? 200 : 400 }] as const,
    );
    await playAll("B6", cases, async ({ number, status }) => {
      const body = `${envelope([rating()]).slice(0, -1)},"lost":{"expired":${number}}}`;
      expect((await pair.ask({ body })).status).toBe(status);
    });
  });

  test("B6: every score of every instrument is kept", async () => {
    const scores = Object.entries(INSTRUMENTS).flatMap(([instrument, { min, max }]) =>
      Array.from({ length: max - min + 1 }, (_, at) => `"instrument":"${instrument}","score":${min + at}`),
    );
    await playAll(
      "B6",
      scores.map((member) => [member, member] as const),
      async (member) => expect(await pair.sendText(withMember(member))).toMatchObject([{ status: "stored" }]),
    );
  });
}

function numberCase(name: string, member: string, kept: boolean): Case<{ member: string; kept: boolean }> {
  return [`${name} as ${member}`, { member, kept }];
}

/** An envelope of a rating with this member, which counts instead of the one that is there. */
function withMember(member: string): string {
  return `{"version":1,"key":"${OPEN}","ratings":[${JSON.stringify(rating()).slice(0, -1)},${member}}]}`;
}
