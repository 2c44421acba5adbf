import type { Problem } from "@aftertask/schema/words";
import type { Entry } from "../outbox/entry.js";
import type { Because, Verdict } from "../outbox/outbox.js";
import type { Reply } from "../outbox/ports.js";
import { clampPause, retryAfterMs } from "./retry-after.js";

/** What an attempt means: for each rating, and for what is sent next. */
export interface Answer {
  /**
   * `go-on`: the endpoint judged ratings. `wait`: it did not, try again later. `pause`: address or key is wrong, keep
   * everything. `split`: one of several ratings is to blame. `halve`: the request was too large.
   */
  next: "go-on" | "wait" | "pause" | "split";
  /** What it says of each rating that was sent. With `split` and `halve` nothing: the ratings go again in two halves. */
  verdictOf(sent: Sent): Verdict;
}

type Sent = Pick<Entry, "id">;

/**
 * Reads a reply; `undefined` stands for none (network error, timeout), after which nobody knows whether the ratings
 * arrived. Acknowledged means that the id is named in a result: a 2xx alone may come from a login page.
 * @param now milliseconds, by the clock on the wall
 * @param random from 0 up to 1
 * @param pause milliseconds of silence if address or key are wrong
 */
export function readAnswer(
  reply: Reply | undefined,
  sent: readonly Sent[],
  now: number,
  random: number,
  online: boolean,
  pause: number,
): Answer {
  const all = (next: Answer["next"], verdict: Verdict): Answer => ({ next, verdictOf: () => verdict });
  const wait = (because: Because, asked?: number) => all("wait", { because, retryAfterMs: asked });

  if (!reply) return wait(online ? "unreachable" : "offline");
  const { status, text, headers } = reply;
  const json = parse(text);
  if (status < 300) {
    const results = Array.isArray(json["results"]) ? json["results"] : [];
    const find = ({ id }: Sent) => results.find((result) => result?.id === id);
    return sent.some(find) ? { next: "go-on", verdictOf: (one) => readResult(find(one)) } : wait("unreachable");
  }
  if (status > 499 || [408, 409, 425, 429].includes(status)) {
    const asked =
      retryAfterMs(headers.get("Retry-After"), headers.get("Date"), now) ?? clampPause(json["retryAfterMs"]);
    // 511 comes from a network that wants a login first: to us, that is being offline.
    return wait(status === 511 ? "offline" : "busy", status === 409 ? 1000 + 2000 * random : asked);
  }
  const problem = readProblem(json, status);
  // Only the endpoint itself can judge a rating; a refusal that says nothing in its language comes from on the way.
  const judged = status === 413 || ([400, 422].includes(status) && typeof json["type"] === "string");
  if (judged && !`${problem.type}`.endsWith("/unsupported-version"))
    return all(sent.length < 2 ? "go-on" : "split", { problem });
  return all("pause", { because: "paused", retryAfterMs: pause });
}

/** What someone else wrote: any member may be missing, or something else. */
type Json = Readonly<Record<string, unknown>>;

/** An id that no result names, or whose status nobody knows, waits for the next attempt. */
function readResult({ status, problem, retryAfterMs: asked }: Json = {}): Verdict {
  if (status === "invalid" || status === "refused") return { problem: readProblem(problem, status) };
  return status === "stored" || status === "duplicate" || status === "conflict"
    ? { status }
    : { because: "busy", retryAfterMs: clampPause(asked) };
}

/** A problem with at least its two required members, whatever the endpoint left out. */
function readProblem(json: unknown, cause: unknown): Problem {
  return { type: "about:blank", title: `The endpoint answered ${String(cause)}`, ...Object(json) };
}

/** Whatever JSON object a text holds; an empty one when it holds none. */
export function parse(text: string): Json {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
