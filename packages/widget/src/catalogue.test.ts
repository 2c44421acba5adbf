import { expect, it } from "vitest";
import { faultOf } from "../test/fault-of.js";
import { checkCatalogue, checkContext } from "./catalogue.js";

it("names the fact that the catalogue does not list", () => {
  const catalogue = { "hr.benefits": { context: { caseType: ["dental", "vision"] } } };
  expect(faultOf(() => checkContext("hr.benefits", catalogue, { caseType: "dental" }))).toBe("none");
  expect(faultOf(() => checkContext("hr.benefits", catalogue, { caseType: "ear" }))).toBe("context.caseType");
  expect(faultOf(() => checkContext("hr.benefits", catalogue, { agent: "ana" }))).toBe("context.agent");
});

it.each([
  ["touchpoint", { "HR Benefits": {} }],
  ["instrument", { "hr.benefits": { instrument: "nps11" } }],
  ["touchpoints['hr.benefits'].reasons", { "hr.benefits": { reasons: ["wating"] } }],
])("names %s in a catalogue", (option, touchpoints) => {
  expect(faultOf(() => checkCatalogue(touchpoints as never))).toBe(option);
});

it("takes a catalogue with reasons of its own", () => {
  const own = { id: "dental-form", when: "low", label: { en: "The dental form" } } as const;
  const touchpoints = { "hr.benefits": { reasons: ["waiting", own], context: { caseType: ["dental"] } } } as const;
  expect(faultOf(() => checkCatalogue(touchpoints))).toBe("none");
});
