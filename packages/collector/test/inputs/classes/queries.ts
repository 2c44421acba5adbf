import { expect, test } from "vitest";
import { isWeek } from "../../../src/week.js";
import { TOKEN } from "../../start.js";
import { AWKWARD } from "../awkward.js";
import { type Case, playAll } from "../cases.js";
import { OPEN, type Pair } from "../pair.js";

/** Parameters that are right by themselves, but not together or not once, and the one that is named. */
const TOGETHER: readonly Case<{ query: string; field?: string }>[] = [
  ["from after to", { query: "from=2026-W47&to=2026-W46", field: "from" }],
  ["from twice, the last one wrong", { query: "from=2026-W46&from=now", field: "from" }],
  ["key twice, the last one unknown", { query: "key=pk_other", field: "key" }],
  ["weeks that are not there", { query: "from=2026-W00&to=2026-W54", field: "from" }],
  ["SQL", { query: "touchpoint=a'%20or%20'1'='1" }],
  ["a list, which is none of its parameters", { query: "touchpoint[]=a&touchpoint[]=b" }],
];

/** Where each parameter has its text, and whether a text is right there. */
const PARAMETERS: Readonly<Record<string, (text: string) => boolean>> = {
  touchpoint: (text) => text !== "" && [...text].length <= 80 && !text.includes("\0"),
  from: isWeek,
  to: isWeek,
};

/** B18: what a reader with the token asks for. Nothing is published yet, so that every report that is given is empty. */
export function queries(pair: Pair): void {
  const read = (query: string, form = "") =>
    pair.ask({ path: `/v1/report${form}?key=${OPEN}&${query}`, headers: { Authorization: `Bearer ${TOKEN}` } });

  test("B18: a parameter of a report is right, or refused by its name", async () => {
    const cases = Object.entries(PARAMETERS).flatMap(([name, isRight]) =>
      AWKWARD.map((text) => {
        const sent = text.toWellFormed();
        return [`${name} ${JSON.stringify(sent)}`, { name, sent, status: isRight(sent) ? 200 : 400 }] as const;
      }),
    );
    await playAll("B18", cases, async ({ name, sent, status }) => {
      const answer = await read(`${name}=${encodeURIComponent(sent)}`);
      expect(answer.status).toBe(status);
      if (status === 400) expect(JSON.parse(answer.body.toString())).toMatchObject({ field: name });
    });
  });

  test("B18: parameters that do not fit together are refused, and so is one that is given twice", async () => {
    await playAll("B18", TOGETHER, async ({ query, field }) => {
      for (const form of ["", ".csv"]) {
        const answer = await read(query, form);
        expect(answer.status).toBe(field ? 400 : 200);
        if (field) expect(JSON.parse(answer.body.toString())).toMatchObject({ field });
      }
    });
    expect((await read("surplus=1&_=%00")).status).toBe(200);
  });
}
