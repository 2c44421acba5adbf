import type { EnvelopeAnswer, RatingResult } from "@aftertask/schema/words";
import type { Answer } from "../answer.js";
import { dayOf } from "../day.js";
import { type Arrived, type Body, readBody, takeBody } from "../guard/body.js";
import { checkEnvelope } from "../guard/envelope.js";
import { parseJson } from "../guard/json.js";
import { findKey, type WriteKeys } from "../guard/key.js";
import { checkOrigin } from "../guard/origin.js";
import type { RateLimiter } from "../guard/rate-limit.js";
import type { Limits } from "../limits.js";
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import { problemAnswer, Refusal } from "../problem.js";
import type { Project } from "../project.js";
import type { GroupCommit } from "../store/group-commit.js";
import type { Intake } from "../store/intake.js";
import type { Verdict } from "../store/keep.js";
import type { IntakeRow } from "../store/row.js";
import { accept, alreadyRated, tooLarge } from "./accept.js";
import type { Pseudonymiser } from "./pseudonym.js";
import { countedAt, reduce } from "./reduce.js";

export interface ReceivePorts {
  keys: WriteKeys;
  limiter: RateLimiter;
  limits: Limits;
  pseudonymiser: Pseudonymiser;
  commit: GroupCommit<IntakeRow, Verdict>;
  intake: Pick<Intake, "openWeek">;
  metrics: Pick<Metrics, "judged" | "lost">;
  /** Milliseconds since 1970. */
  now: () => number;
  log: Log;
}

/** Ratings that may wait for the disk; beyond that the collector asks for patience rather than for memory. */
const LARGEST_QUEUE = 10_000;

/** Milliseconds. The week was closed while the rating was under way; whoever is asked next counts it in the new one. */
const LATE_RETRY = 1_000;

/** `1e20` is written out in 21 characters: nothing grows more when it is parsed and written again. */
const MOST_GROWTH = 6;

/** `POST /v1/ratings`: every rating of a valid envelope gets a result of its own, once it is on disk. */
export function receiveRatings(ports: ReceivePorts): (request: Arrived | Request) => Promise<Answer> {
  return async (request) => {
    if (ports.commit.waiting > LARGEST_QUEUE) return unavailable("More ratings wait than the disk can take.");
    const most = ports.limits.bodyBytes;
    const body = "content" in request ? takeBody(request, most) : await readBody(request, most);
    const received = body instanceof Refusal ? body : readEnvelope(body, request.headers.get("origin"), ports);
    if (received instanceof Refusal) return problemAnswer(received);
    try {
      const answer: EnvelopeAnswer = { results: await keepEach(received, ports) };
      for (const { status } of answer.results) ports.metrics.judged(status);
      // Counted with what is kept: whoever is told to come again will tell it again.
      for (const [because, count] of Object.entries(received.lost)) ports.metrics.lost(because, count);
      return { status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(answer) };
    } catch (cause) {
      ports.log.error({ cause }, "ratings could not be committed");
      return unavailable("The ratings could not be stored.");
    }
  };
}

/** What has passed the guards. */
interface Received {
  project: Project;
  items: readonly unknown[];
  /** Bytes of the body. */
  bytes: number;
  lost: Readonly<Record<string, number>>;
}

function readEnvelope(body: Body, origin: string | null, { keys, limiter, limits }: ReceivePorts): Received | Refusal {
  const parsed = parseJson(body.text);
  if (parsed instanceof Refusal) return parsed;
  const envelope = checkEnvelope(parsed.json, limits.ratings);
  if (envelope instanceof Refusal) return envelope;
  const key = findKey(keys, envelope.key);
  if (key instanceof Refusal) return key;
  return (
    // A page that may not send takes nothing of the rate of those that may.
    checkOrigin(origin, key) ??
    limiter.take(key.key, key.rate) ?? {
      project: key.project,
      items: envelope.ratings,
      bytes: body.bytes,
      lost: envelope.lost ?? {},
    }
  );
}

/** One result per item, in order: what was judged at once, and what the stores said of the rest. */
async function keepEach(
  { items, bytes, project }: Received,
  { pseudonymiser, commit, intake, limits, now }: ReceivePorts,
): Promise<RatingResult[]> {
  const time = now();
  const [day, counted] = [dayOf(time), countedAt(time, intake.openWeek)];
  const mayBeLarge = bytes * MOST_GROWTH > limits.ratingBytes;
  const acceptances = items.map((item, index) =>
    mayBeLarge && Buffer.byteLength(JSON.stringify(item)) > limits.ratingBytes
      ? { result: tooLarge(item, index, limits) }
      : accept(item, index, project, limits),
  );
  const ratings = acceptances.flatMap((acceptance) => ("rating" in acceptance ? [acceptance.rating] : []));
  const rows = ratings.map((rating) => pseudonymiser.row(rating, reduce(rating, project, counted), day));
  const verdicts = await commit.add(rows.every((row) => "rating" in row) ? rows : await Promise.all(rows));
  const kept = ratings.map(({ id }, index) => resultOf(id, verdicts[index]));
  return acceptances.flatMap((acceptance) => ("result" in acceptance ? [acceptance.result] : kept.splice(0, 1)));
}

function resultOf(id: string, verdict: Verdict | undefined): RatingResult {
  if (verdict === undefined) throw new Error("The stores must judge every row they are given.");
  if (verdict === "late") return { id, status: "retry", retryAfterMs: LATE_RETRY };
  return verdict === "already-rated" ? alreadyRated(id) : { id, status: verdict };
}

function unavailable(detail: string): Answer {
  return problemAnswer(new Refusal("unavailable", `${detail} Try again later.`));
}
