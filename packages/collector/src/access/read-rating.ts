import { type AccessAnswer, type AccessedRating, UUID } from "@aftertask/schema/words";
import type { Turns } from "../guard/turns.js";
import type { Log } from "../log.js";
import { problemResponse, Refusal } from "../problem.js";
import type { RatingRow } from "../store/row.js";
import { findKept, type FindPorts } from "./find-kept.js";

/** What every request about one rating needs. */
export interface AccessPorts {
  /** One after the other: looking up takes connections that the mix and the report need, too. */
  turns: Turns;
  log: Log;
}

export interface ReadPorts extends FindPorts, AccessPorts {}

/** `GET /v1/ratings/{id}`: what is kept of a rating, for whoever has its id. */
export function readRating(ports: ReadPorts): (request: Request) => Promise<Response> {
  return (request) =>
    forId(request, ports, async (id) => {
      const kept = await findKept(id, ports);
      if (kept.length === 0) return nothingKept();
      const answer: AccessAnswer = { ratings: kept.map(({ rating }) => told(id, rating)) };
      return new Response(JSON.stringify(answer), { headers: { "Content-Type": "application/json" } });
    });
}

/**
 * Answers for the id that a path ends in.
 * @param answer is asked for ids that a rating could have; to any other the answer is that nothing is kept
 */
export async function forId(
  request: Request,
  { turns, log }: AccessPorts,
  answer: (id: string) => Promise<Response>,
): Promise<Response> {
  const id = new URL(request.url).pathname.split("/").at(-1) ?? "";
  if (!UUID.test(id)) return nothingKept();
  try {
    const answered = await turns.take(() => answer(id));
    return answered instanceof Refusal ? problemResponse(answered) : answered;
  } catch (cause) {
    log.error({ cause }, "a rating could not be looked up or erased");
    return problemResponse(new Refusal("unavailable", "Whether it is kept could not be found out. Try again later."));
  }
}

/** The same for an id that was erased and for one that was never known. */
function nothingKept(): Response {
  return problemResponse(new Refusal("not-found", "Nothing is kept under this id."));
}

/** What came with the rating, as far as it was kept; nothing that the collector has added, and no pseudonym. */
function told(
  id: string,
  { project, week, touchpoint, instrument, score, channel, ...rest }: RatingRow,
): AccessedRating {
  const { audience, provider, details } = rest;
  return {
    id,
    key: project,
    week,
    touchpoint,
    instrument,
    score,
    ...(channel && { channel }),
    ...(audience && { audience }),
    ...(provider !== null && { provider }),
    ...(JSON.parse(details) as Partial<AccessedRating>),
  };
}
