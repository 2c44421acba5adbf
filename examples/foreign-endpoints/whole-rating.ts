import type { Rating } from "@aftertask/schema/words";

/** A rating with everything that a rating can hold. */
export const WHOLE = {
  id: "0b5c8c5e-6a39-4c07-9d5c-6f3f5f0a1b2c",
  touchpoint: "hr.benefits-paperwork",
  instrument: "outcome5",
  wording: "outcome5.cs.1",
  score: null,
  reasons: ["waiting", "unclear", "dental-form"],
  lostTime: "1h-4h",
  comment: 'Příliš žluťoučký kůň:\n"déjà vu" — 申請 😀 \u2028 </script> \\',
  notSolved: true,
  provider: "hr-payroll",
  audience: "employee",
  locale: "cs",
  layout: "corner",
  channel: "prompt",
  sampling: 0.25,
  ratedAt: "2026-11-19T14:35:12.345Z",
  context: { caseType: "dental", office: "Plzeň" },
  promise: { mode: "confidential", minimumGroup: 5 },
} as const satisfies Rating;

/** What points at a task or at a person, and therefore stays in the browser. */
export const TRACES = { task: "BEN-1042", round: 2, person: "e7c1", ticket: "eyJhbGciOiJIUzI1NiJ9.e30.c2ln" };

/** The same rating as an endpoint of somebody else's is to keep it: field by field, with the week for the day. */
export const AS_KEPT = { ...WHOLE, ratedAt: "2026-11-16T00:00:00.000Z" };
