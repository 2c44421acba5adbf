import { expect, it } from "vitest";
import { faultOf } from "../test/fault-of.js";
import { checkAgainst, checkCatalogue, checkSubmitted } from "./catalogue.js";

it("names the fact that the catalogue does not list", () => {
  const catalogue = { "hr.benefits": { context: { caseType: ["dental", "vision"] } } };
  const faultIn = (context: Record<string, string>) =>
    faultOf(() => checkAgainst(catalogue, "hr.benefits", { context }));
  expect(faultIn({ caseType: "dental" })).toBe("none");
  expect(faultIn({ caseType: "ear" })).toBe("context.caseType");
  expect(faultIn({ agent: "ana" })).toBe("context.agent");
  expect(faultIn(null as never)).toBe("context");
});

it("names an instrument that is not the catalogue's: the collector would refuse every answer", () => {
  const catalogue = { "hr.benefits": { instrument: "csat5" }, "it.access-request": {} } as const;
  const faultIn = (touchpoint: string, instrument: "csat5" | "outcome5") =>
    faultOf(() => checkAgainst(catalogue, touchpoint, { instrument }));
  expect(faultIn("hr.benefits", "csat5")).toBe("none");
  expect(faultIn("hr.benefits", "outcome5")).toBe("instrument");
  expect(faultIn("it.access-request", "outcome5")).toBe("none");
  expect(faultIn("it.access-request", "csat5")).toBe("instrument");
});

it.each([
  ["touchpoint", { "HR Benefits": {} }],
  ["instrument", { "hr.benefits": { instrument: "stars5" } }],
  ["touchpoints['hr.benefits']", { "hr.benefits": null }],
  ["touchpoints['hr.benefits'].reasons", { "hr.benefits": { reasons: ["wating"] } }],
  ["touchpoints['hr.benefits'].reasons", { "hr.benefits": { reasons: "waiting" } }],
  ["touchpoints['hr.benefits'].reasons", { "hr.benefits": { reasons: [null] } }],
  [
    "touchpoints['hr.benefits'].reasons",
    { "hr.benefits": { reasons: [{ id: "Dental form", when: "low", label: { en: "Form" } }] } },
  ],
  [
    "touchpoints['hr.benefits'].reasons",
    { "hr.benefits": { reasons: [{ id: "dental-form", when: "bad", label: { en: "Form" } }] } },
  ],
  [
    "touchpoints['hr.benefits'].reasons",
    { "hr.benefits": { reasons: [{ id: "dental-form", when: "low", label: "Form" }] } },
  ],
  ["touchpoints['hr.benefits'].reasons", { "hr.benefits": { reasons: null } }],
  ["touchpoints['hr.benefits'].reasons", { "hr.benefits": { reasons: ["kind", "kind"] } }],
  [
    "touchpoints['hr.benefits'].reasons",
    { "hr.benefits": { reasons: [{ id: "kind", when: "high", label: { en: "Friendly" } }] } },
  ],
  ["touchpoints['hr.benefits'].context", { "hr.benefits": { context: null } }],
  ["touchpoints['hr.benefits'].context", { "hr.benefits": { context: ["dental"] } }],
  ["touchpoints['hr.benefits'].context.caseType", { "hr.benefits": { context: { caseType: "dental" } } }],
  ["touchpoints['hr.benefits'].context.caseType", { "hr.benefits": { context: { caseType: [] } } }],
])("names %s in a catalogue", (option, touchpoints) => {
  expect(faultOf(() => checkCatalogue(touchpoints as never))).toBe(option);
});

it("takes a catalogue with reasons of its own", () => {
  const own = { id: "dental-form", when: "low", label: { en: "The dental form" } } as const;
  const touchpoints = { "hr.benefits": { reasons: ["waiting", own], context: { caseType: ["dental"] } } } as const;
  expect(faultOf(() => checkCatalogue(touchpoints))).toBe("none");
});

it("names what the collector would refuse of a rating that the app submits by itself", () => {
  const own = { id: "dental-form", when: "low", label: { en: "The dental form" } } as const;
  const catalogue = {
    "hr.benefits": { reasons: [own], context: { caseType: ["dental"] } },
    "it.access-request": { instrument: "ease5" },
  } as const;
  const faultIn = (change: object) =>
    faultOf(() =>
      checkSubmitted(catalogue, { touchpoint: "hr.benefits", instrument: "outcome5", score: 4, ...change }),
    );
  expect(faultIn({})).toBe("none");
  expect(faultIn({ reasons: ["dental-form", "chase", "other"], context: { caseType: "dental" } })).toBe("none");
  expect(faultIn({ touchpoint: "it.access-request", instrument: "ease5" })).toBe("none");
  expect(faultIn({ touchpoint: "hr.benefit" })).toBe("touchpoint");
  expect(faultIn({ touchpoint: "constructor" })).toBe("touchpoint");
  expect(faultIn({ instrument: "ease5" })).toBe("instrument");
  expect(faultIn({ reasons: ["dental"] })).toBe("reasons");
  expect(faultIn({ touchpoint: "it.access-request", instrument: "ease5", reasons: ["dental-form"] })).toBe("reasons");
  expect(faultIn({ reasons: null })).toBe("reasons");
  expect(faultIn({ context: { caseType: "knee" } })).toBe("context.caseType");
  expect(faultIn({ context: null })).toBe("context");
  expect(faultOf(() => checkSubmitted(undefined, { touchpoint: "hr.any", instrument: "nps11", score: 9 }))).toBe(
    "none",
  );
});
