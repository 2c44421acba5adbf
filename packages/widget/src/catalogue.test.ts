import { expect, it } from "vitest";
import { faultOf } from "../test/fault-of.js";
import { checkAgainst, checkCatalogue } from "./catalogue.js";

it("names the fact that the catalogue does not list", () => {
  const catalogue = { "hr.benefits": { context: { caseType: ["dental", "vision"] } } };
  const faultIn = (context: Record<string, string>) =>
    faultOf(() => checkAgainst(catalogue, "hr.benefits", { task: "BEN-1", context }));
  expect(faultIn({ caseType: "dental" })).toBe("none");
  expect(faultIn({ caseType: "ear" })).toBe("context.caseType");
  expect(faultIn({ agent: "ana" })).toBe("context.agent");
});

it("names an instrument that is not the catalogue's: the collector would refuse every answer", () => {
  const catalogue = { "hr.benefits": { instrument: "csat5" }, "it.access-request": {} } as const;
  const faultIn = (touchpoint: string, instrument: "csat5" | "outcome5") =>
    faultOf(() => checkAgainst(catalogue, touchpoint, { task: "BEN-1", instrument }));
  expect(faultIn("hr.benefits", "csat5")).toBe("none");
  expect(faultIn("hr.benefits", "outcome5")).toBe("instrument");
  expect(faultIn("it.access-request", "outcome5")).toBe("none");
  expect(faultIn("it.access-request", "csat5")).toBe("instrument");
});

it.each([
  ["touchpoint", { "HR Benefits": {} }],
  ["instrument", { "hr.benefits": { instrument: "stars5" } }],
  ["touchpoints['hr.benefits'].reasons", { "hr.benefits": { reasons: ["wating"] } }],
])("names %s in a catalogue", (option, touchpoints) => {
  expect(faultOf(() => checkCatalogue(touchpoints as never))).toBe(option);
});

it("takes a catalogue with reasons of its own", () => {
  const own = { id: "dental-form", when: "low", label: { en: "The dental form" } } as const;
  const touchpoints = { "hr.benefits": { reasons: ["waiting", own], context: { caseType: ["dental"] } } } as const;
  expect(faultOf(() => checkCatalogue(touchpoints))).toBe("none");
});
