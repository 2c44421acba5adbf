import { expect, test } from "vitest";
import { JSON_DEPTH } from "../../../src/guard/json.js";
import { envelope, rating } from "../../start.js";
import { type Case, playAll } from "../cases.js";
import { OPEN, type Pair } from "../pair.js";

/** A body, its status, and the result of its only rating where that is 200. */
interface Structure {
  body: string;
  status: number;
  result?: object;
}

const NAMES = ["__proto__", "constructor", "prototype", "toJSON", "then", "hasOwnProperty"];
/** What an object inherits; a context may not be asked for them. */
const INHERITED = ["__proto__", "constructor", "toString", "hasOwnProperty"];

const STORED = { status: "stored" };
const INVALID = { status: "invalid" };

/** B5: what is nested, repeated, many, or called like something that objects inherit. */
export function structure(pair: Pair): void {
  test("B5: structures beyond an envelope's are refused or left out, and change nothing that objects share", async () => {
    await playAll("B5", [...depths(), ...counts(), ...twice(), ...names()], async ({ body, status, result }) => {
      const answer = await pair.ask({ body });
      expect(answer.status).toBe(status);
      if (result) expect(JSON.parse(answer.body.toString())).toMatchObject({ results: [result] });
      for (const { untouched } of await pair.states({ settled: false })) expect(untouched).toBe(true);
      // Ours parse the same texts.
      expect({}).not.toHaveProperty("polluted");
    });
  });
}

/** Beside the ratings, and within one. */
function depths(): Case<Structure>[] {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000, 5_000, 200_000].flatMap((levels) => {
    const nested = "[".repeat(levels) + "]".repeat(levels);
    const verdict = (around: number) => {
      if (levels > 24_000) return { status: 413 };
      return levels + around > JSON_DEPTH ? { status: 400 } : { status: 200, result: STORED };
    };
    return [
      [`${levels} levels in an envelope`, { body: spliced(envelope([rating()]), `"x":${nested}`), ...verdict(1) }],
      [`${levels} levels in a rating`, { body: within(`"x":${nested}`), ...verdict(3) }],
    ] satisfies Case<Structure>[];
  });
}

function counts(): Case<Structure>[] {
  const members = (count: number) => Array.from({ length: count }, (_, at) => `"k${at}":"v"`).join(",");
  return [
    ["20 members of a context", { body: within(`"context":{${members(20)}}`), status: 200, result: STORED }],
    ["21 members of a context", { body: within(`"context":{${members(21)}}`), status: 200, result: INVALID }],
    ["1,500 members of a context", { body: within(`"context":{${members(1_500)}}`), status: 200, result: INVALID }],
    ["10,000 members of a context", { body: within(`"context":{${members(10_000)}}`), status: 413 }],
    [
      "4,000 unknown members of an envelope",
      { body: spliced(envelope([rating()]), members(4_000)), status: 200, result: STORED },
    ],
    [
      "1,500 reasons to be lost",
      {
        body: spliced(envelope([rating()]), `"lost":{${members(1_500).replaceAll('"v"', "1")}}`),
        status: 200,
        result: STORED,
      },
    ],
    [
      "13 reasons",
      {
        body: within(`"reasons":[${Array.from({ length: 13 }, (_, at) => `"r${at}"`).join()}]`),
        status: 200,
        result: INVALID,
      },
    ],
    ["the same reason twice", { body: within('"reasons":["slow","slow"]'), status: 200, result: INVALID }],
  ];
}

/** The last one counts, as in every parser of JavaScript. */
function twice(): Case<Structure>[] {
  return [
    ["version twice, the last one wrong", { body: spliced(envelope([rating()]), '"version":2'), status: 400 }],
    ["key twice, the last one unknown", { body: spliced(envelope([rating()]), '"key":"pk_other"'), status: 403 }],
    ["ratings twice, the last one empty", { body: spliced(envelope([rating()]), '"ratings":[]'), status: 400 }],
    ["score twice, the last one right", { body: within('"score":9,"score":2'), status: 200, result: STORED }],
    ["score twice, the last one wrong", { body: within('"score":2,"score":9'), status: 200, result: INVALID }],
  ];
}

function names(): Case<Structure>[] {
  const values = ['{"polluted":true}', '"polluted"', "null"];
  return NAMES.flatMap((name) =>
    values.flatMap((value) => {
      const member = `${JSON.stringify(name)}:${value}`;
      const mayStand = value === '"polluted"' && !INHERITED.includes(name);
      return [
        [`${member} in an envelope`, { body: spliced(envelope([rating()]), member), status: 200, result: STORED }],
        [`${member} in a rating`, { body: within(member), status: 200, result: STORED }],
        [
          `${member} in a promise`,
          { body: within(`"promise":{"mode":"confidential","minimumGroup":5,${member}}`), status: 200, result: STORED },
        ],
        [
          `${member} in a context`,
          { body: within(`"context":{${member}}`), status: 200, result: mayStand ? STORED : INVALID },
        ],
        [`${member} among the losses`, { body: spliced(envelope([rating()]), `"lost":{${member}}`), status: 400 }],
        [`${member} as the whole`, { body: `{${member}}`, status: 400 }],
      ] satisfies Case<Structure>[];
    }),
  );
}

/** An envelope of a rating with this member more. */
function within(member: string): string {
  return `{"version":1,"key":"${OPEN}","ratings":[${spliced(JSON.stringify(rating()), member)}]}`;
}

/** An object with this member more, at its end. */
function spliced(object: string, member: string): string {
  return `${object.slice(0, -1)},${member}}`;
}
