import type { Problem } from "@aftertask/schema/words";
import type { Because, Verdict } from "../outbox/outbox.js";
import type { Reply } from "../outbox/ports.js";
import { clampPause, retryAfterMs } from "./retry-after.js";

/** What an attempt means: for each rating, and for what is sent next. */
export interface Answer {
  /**
   * `go-on`: the endpoint judged ratings. `wait`: it did not, try again later. `pause`: address or key is wrong, keep
   * everything. `split`: one of several ratings is to blame. `halve`: the request was too large.
   */
  then: "go-on" | "wait" | "pause" | "split" | "halve";
  /** One verdict for each id that was sent. With `split` and `halve` none counts: the ratings go again in two halves. */
  verdicts: Verdict[];
  /** With `wait`: milliseconds, when the endpoint named a time. */
  afterMs?: number | undefined;
}

/**
 * Reads a reply; `undefined` stands for none (network error, timeout), after which nobody knows whether the ratings
 * arrived. Acknowledged means that the id is named in a result: a 2xx alone may come from a login page.
 * @param now milliseconds, by the clock on the wall
 * @param random from 0 up to 1
 */
export function readAnswer(
  reply: Reply | undefined,
  ids: readonly string[],
  { now, random, online }: { now: number; random: number; online: boolean },
): Answer {
  const all = (then: Answer["then"], verdict: Verdict, afterMs?: number): Answer => ({
    then,
    afterMs,
    verdicts: ids.map(() => verdict),
  });
  const wait = (because: Because, afterMs?: number) =>
    all("wait", { status: "retry", because, retryAfterMs: afterMs }, afterMs);

  if (!reply) return wait(online ? "unreachable" : "offline");
  const { status } = reply;
  const json = parse(reply.text);
  if (status < 300) {
    const found = ids.map((id) => findResult(json["results"], id));
    if (!found.some(Boolean)) return wait("unreachable");
    return { then: "go-on", verdicts: found.map((result) => readResult(result ?? { status: "retry" })) };
  }
  if (status === 409) return wait("busy", 1000 + 2000 * random);
  if (status === 408 || status === 425 || status === 429 || status > 499)
    // 511 comes from a network that wants a login first: to us, that is being offline.
    return wait(
      status === 511 ? "offline" : "busy",
      retryAfterMs(reply.retryAfter, reply.date, now) ?? clampPause(json["retryAfterMs"]),
    );
  const problem = readProblem(json, status);
  const large = status === 413;
  if (large || ((status === 400 || status === 422) && !/\/unsupported-version$/.test(problem.type)))
    return all(ids.length < 2 ? "go-on" : large ? "halve" : "split", { status: "invalid", problem });
  return all("pause", { status: "retry", because: "paused" });
}

const KNOWN = /^(stored|duplicate|conflict|invalid|refused|retry)$/;

/** What someone else wrote: any member may be missing, or something else. */
type Json = Readonly<Record<string, unknown>>;

function findResult(results: unknown, id: string): Json | undefined {
  return Array.isArray(results)
    ? results.find((result) => result?.id === id && KNOWN.test(result.status))
    : undefined;
}

function readResult(result: Json): Verdict {
  return {
    status: result["status"] as "retry",
    because: "busy",
    retryAfterMs: clampPause(result["retryAfterMs"]),
    problem: readProblem(result["problem"], result["status"]),
  } as Verdict;
}

/** A problem with at least its two required members, whatever the endpoint left out. */
function readProblem(json: unknown, cause: unknown): Problem {
  return { type: "about:blank", title: `The endpoint answered ${String(cause)}`, ...Object(json) };
}

function parse(text: string): Json {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
