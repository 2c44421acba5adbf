import { reportQuerySchema } from "@aftertask/schema";
import type { z } from "zod";
import { firstIssue, pathOf, sentenceOf } from "../fault.js";
import { Refusal } from "../problem.js";
import { isWeek } from "../week.js";

export type ReportQuery = z.infer<typeof reportQuerySchema>;

/** Reads what a report is asked for. Parameters that are not known are passed over. */
export function readQuery(parameters: URLSearchParams): ReportQuery | Refusal {
  for (const name of Object.keys(reportQuerySchema.shape))
    if (parameters.getAll(name).length > 1) return refuse(name, "must be given once");
  const query = reportQuerySchema.safeParse(Object.fromEntries(parameters));
  if (!query.success) {
    const issue = firstIssue(query.error);
    return refuse(pathOf(issue), sentenceOf(issue));
  }
  const { from, to } = query.data;
  for (const [name, week] of Object.entries({ from, to }))
    if (week !== undefined && !isWeek(week)) return refuse(name, `must be a week that exists, and ${week} does not`);
  return from !== undefined && to !== undefined && from > to ? refuse("from", "must not be later than to") : query.data;
}

function refuse(field: string, what: string): Refusal {
  return new Refusal("invalid-query", `The parameter ${field} ${what}.`, { field });
}
