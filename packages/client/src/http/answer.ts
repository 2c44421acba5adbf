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
  next: "go-on" | "wait" | "pause" | "split" | "halve";
  /** One verdict for each id that was sent. With `split` and `halve` none counts: the ratings go again in two halves. */
  verdicts: Verdict[];
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
  const all = (next: Answer["next"], verdict: Verdict): Answer => ({ next, verdicts: ids.map(() => verdict) });
  const wait = (because: Because, pause?: number) => all("wait", { status: "retry", because, retryAfterMs: pause });

  if (!reply) return wait(online ? "unreachable" : "offline");
  const { status, text, header } = reply;
  const json = parse(text);
  if (status < 300) {
    const found = ids.map((id) => findResult(json["results"], id));
    return found.some(Boolean) ? { next: "go-on", verdicts: found.map(readResult) } : wait("unreachable");
  }
  const isOneOf = (codes: RegExp) => codes.test(`${status}`);
  if (isOneOf(/^(40[89]|42[59]|5..)$/)) {
    const asked = retryAfterMs(header("Retry-After"), header("Date"), now) ?? clampPause(json["retryAfterMs"]);
    // 511 comes from a network that wants a login first: to us, that is being offline.
    return wait(status === 511 ? "offline" : "busy", status === 409 ? 1000 + 2000 * random : asked);
  }
  const problem = readProblem(json, status);
  if (isOneOf(/^4(00|13|22)$/) && !`${problem.type}`.endsWith("/unsupported-version"))
    return all(ids.length < 2 ? "go-on" : status === 413 ? "halve" : "split", { status: "invalid", problem });
  return all("pause", { status: "retry", because: "paused" });
}

/** What someone else wrote: any member may be missing, or something else. */
type Json = Readonly<Record<string, unknown>>;

function findResult(results: unknown, id: string): Json | undefined {
  if (!Array.isArray(results)) return undefined;
  return results.find(
    (result) => result?.id === id && /^(stored|duplicate|conflict|invalid|refused|retry)$/.test(result.status),
  );
}

/** An id that no result names waits for the next attempt. */
function readResult({ status = "retry", problem, retryAfterMs: pause }: Json = {}): Verdict {
  const verdict = { status, because: "busy", retryAfterMs: clampPause(pause), problem: readProblem(problem, status) };
  return verdict as Verdict;
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
