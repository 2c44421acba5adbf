import { startOfWeek } from "@aftertask/schema/words";
import { attempt } from "../attempt.js";
import { parse, timeOf, toJson } from "./json.js";

/** What is different about an endpoint that knows nothing of Aftertask, where any 2xx that is no web page confirms. */
export interface Foreign {
  /** A stored rating as it may travel there: who makes no pseudonyms and mixes no times gets none. */
  withoutTraces(rating: string): string;
  /** Whether an answer may come from the endpoint itself. A web page comes from a sign-in, or from somebody on the way. */
  speaks(text: string): boolean;
}

export const FOREIGN: Foreign = {
  withoutTraces(rating) {
    const known = parse(rating);
    // Of a time that is none, nothing is left.
    const ratedAt = attempt(() => timeOf(startOfWeek(Date.parse(known["ratedAt"] as string))));
    return toJson({ ...known, task: undefined, round: undefined, person: undefined, ticket: undefined, ratedAt });
  },
  speaks: (text) => !/^\s*</.test(text),
};
