import type { Problem } from "@aftertask/schema/words";
import type { Entry } from "../outbox/entry.js";
import type { Because, Verdict } from "../outbox/outbox.js";
import type { Reply } from "../outbox/ports.js";
import { type Json, parse } from "./json.js";
import { clampPause, retryAfterMs } from "./retry-after.js";

/** What an attempt means: for what is sent next, and for each rating that was sent (of no use after `split`). */
export type Answer = readonly [next: Next, verdictOf: (sent: Sent) => Verdict];

/**
 * `go-on`: the endpoint judged ratings. `wait`: it did not, try again later. `pause`: address or key is wrong, keep
 * everything. `split`: one of several ratings is to blame, or they are too large together; fewer go next time.
 */
export type Next = "go-on" | "wait" | "pause" | "split";

type Sent = Pick<Entry, "id">;

/**
 * Reads a reply; `undefined` stands for none (network error, timeout), after which nobody knows whether the ratings
 * arrived. Acknowledged means that the id is named in a result: a 2xx alone may come from anybody on the way. Only where
 * the host has asked for it is the status enough, and even then not that of a web page.
 * @param now milliseconds, by the clock on the wall
 * @param pause milliseconds of silence if address or key are wrong
 */
export function readAnswer(
  reply: Reply | undefined,
  sent: readonly Sent[],
  acknowledge: "results" | "status",
  now: number,
  online: boolean,
  pause: number,
): Answer {
  const all = (next: Next, verdict: Verdict): Answer => [next, () => verdict];
  const wait = (because: Because, asked?: number) => all("wait", { because, retryAfterMs: asked });

  // 0 is what a transport gets that may not read the answer.
  if (!reply?.[0].status) return wait(online ? "unreachable" : "offline");
  const [{ status, headers }, text] = reply;
  const json = parse(text);
  // Only the endpoint itself can judge a rating; an answer that is not in its language comes from on the way.
  const speaks = acknowledge === "status" ? !/^\s*</.test(text) : typeof json["type"] === "string";
  if (status < 300) {
    if (acknowledge === "status" && speaks) return all("go-on", { status: "stored" });
    const find = ({ id }: Sent) => [json["results"]].flat().find((result) => Object(result).id === id);
    return sent.some(find) ? ["go-on", (one) => readResult(Object(find(one)))] : wait("unreachable");
  }
  if (status > 499 || [408, 409, 425, 429].includes(status))
    // 511 comes from a network that wants a login first: to us, that is being offline.
    return wait(
      status === 511 ? "offline" : "busy",
      retryAfterMs(headers.get("Retry-After"), headers.get("Date"), now, json["retryAfterMs"]),
    );
  const problem = readProblem(json, status);
  if (status === 413 || ([400, 422].includes(status) && speaks && !`${problem.type}`.endsWith("/unsupported-version")))
    return all(sent.length < 2 ? "go-on" : "split", { problem });
  return all("pause", { because: "paused", retryAfterMs: pause, problem });
}

/** An id that no result names, or whose status nobody knows, waits for the next attempt. */
function readResult({ status, problem, retryAfterMs: asked }: Json): Verdict {
  return status === "invalid" || status === "refused"
    ? { problem: readProblem(problem, status) }
    : status === "stored" || status === "duplicate" || status === "conflict"
      ? { status }
      : { because: "busy", retryAfterMs: clampPause(asked) };
}

/** A problem with at least its two required members, whatever the endpoint left out. */
function readProblem(json: unknown, cause: unknown): Problem {
  return { type: "about:blank", title: `The endpoint answered ${String(cause)}`, ...Object(json) };
}
