import { ratingSchema } from "@aftertask/schema";
import { expect, it } from "vitest";
import { type Circumstances, composeRating } from "./compose.js";

const circumstances: Circumstances = {
  touchpoint: "hr.benefits-paperwork",
  instrument: "outcome5",
  wording: "outcome5.fr.1",
  locale: "fr",
  layout: "corner",
  sampling: 1,
  promise: { mode: "confidential", minimumGroup: 5 },
  task: "BEN-1042",
  round: 1,
  person: "ana",
  provider: "hr-payroll",
  audience: undefined,
  context: undefined,
};
const identity = { id: "0b5c1b9e-7d7c-4d5b-9d0a-0d6f3a2b1c0d", ratedAt: "2026-11-21T09:29:48.000Z" };

it("is a rating that the wire's schema takes", () => {
  const draft = composeRating(circumstances, { score: 4, reasons: ["kind"], lostTime: "none", comment: "  Merci. " });
  const rating = { ...draft, ...identity };
  expect(ratingSchema.parse(rating)).toEqual(rating);
  expect(rating).toMatchObject({ score: 4, reasons: ["kind"], lostTime: "none", comment: "Merci.", channel: "prompt" });
});

it("leaves out what was not said", () => {
  const draft = composeRating(circumstances, { score: null, reasons: [], comment: " " });
  for (const name of ["reasons", "lostTime", "comment", "audience", "context", "notSolved"])
    expect(draft).not.toHaveProperty(name);
  expect(draft.score).toBeNull();
});

it("says that the work is not done when that is the reason given", () => {
  expect(composeRating(circumstances, { score: 1, reasons: ["not-solved"], comment: "" }).notSolved).toBe(true);
});
