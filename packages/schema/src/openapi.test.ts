import { expect, test } from "vitest";
import { describeApi } from "./openapi.js";
import { LIMITS } from "./words/index.js";

const description = describeApi("1.2.3");
const text = JSON.stringify(description);

test("every reference leads to a schema, and every schema is used", () => {
  const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = ""]) => name);
  expect(new Set(named)).toEqual(new Set(Object.keys(description.components["schemas"] ?? {})));
});

test("the limits stand in it as numbers", () => {
  const schemas = description.components["schemas"] as Record<string, { properties: Record<string, object> }>;
  expect(schemas["Rating"]?.properties["comment"]).toMatchObject({ maxLength: LIMITS.commentLength });
  expect(schemas["Rating"]?.properties["reasons"]).toMatchObject({ maxItems: LIMITS.reasons });
  expect(schemas["Envelope"]?.properties["ratings"]).toMatchObject({ minItems: 1, maxItems: LIMITS.envelopeRatings });
});

test("it carries the version of the collector", () => expect(description.info.version).toBe("1.2.3"));
