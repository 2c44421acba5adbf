// @ts-check
// Ratings as a prompt sends them, with everything that a respondent may say: some 600 bytes each.
import { randomUUID } from "node:crypto";

export const KEY = "pk_intranet";
export const TOUCHPOINTS = ["hr.benefits-paperwork", "it.access-request", "finance.expenses", "procurement.onboarding"];
const COMMENT = "It took two calls to find out which form was missing, then it was settled within the day.";

/** @param {number} number */
function rating(number) {
  return {
    id: randomUUID(),
    touchpoint: TOUCHPOINTS[number % TOUCHPOINTS.length],
    instrument: "outcome5",
    wording: "outcome5.en.1",
    score: 1 + (number % 5),
    reasons: ["waiting", "kind"],
    lostTime: "15m-1h",
    comment: COMMENT,
    provider: "hr-payroll",
    audience: "employee",
    locale: "en",
    layout: "corner",
    channel: "prompt",
    sampling: 1,
    ratedAt: new Date().toISOString(),
    context: { caseType: "dental" },
    promise: { mode: "confidential", minimumGroup: 5 },
    task: `BEN-${randomUUID()}`,
    round: 1,
    person: randomUUID(),
  };
}

/**
 * Bodies of requests, no two of one rating or task.
 * @param {number} count
 * @param {number} each  Ratings in one.
 */
export function envelopes(count, each) {
  return Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      version: 1,
      key: KEY,
      sdk: "widget/1.0.0",
      sentAt: new Date().toISOString(),
      ratings: Array.from({ length: each }, (__, number) => rating(at + number)),
    }),
  );
}
