import type { Problem } from "@aftertask/schema/words";
import { attempt } from "../attempt.js";
import type { Verdict } from "../outbox/outbox.js";
import type { Reply } from "../outbox/ports.js";
import type { Foreign } from "./foreign.js";
import { isText, type Json, parse, toJson } from "./json.js";
import { clampPause, retryAfterMs } from "./retry-after.js";

/**
 * What a reply means for the rating `id`; `undefined` stands for none (network error, timeout), after which nobody knows
 * whether the ratings arrived. Acknowledged means that the id is named in a result: a 2xx alone may come from anybody on
 * the way. Only where the host has asked for it is the status enough, and even then not that of a web page.
 * @param alone no other rating was sent with it
 * @param now milliseconds, by the clock on the wall
 * @returns nothing when one of several ratings is to blame, or they are too large together: fewer go next time
 */
export function readAnswer(
  reply: Reply | void,
  id: string,
  alone: boolean,
  foreign: Foreign | undefined,
  now: number,
): Verdict | undefined {
  // 0 is what a transport gets that may not read the answer.
  if (!reply?.[0].status) return { because: "unreachable" };
  const [{ status, headers }, text] = reply;
  const json = parse(text);
  // Only the endpoint itself can judge a rating; an answer that is not in its language comes from on the way.
  const speaks = foreign ? foreign.speaks(text) : isText(json["type"]);
  if (status < 300) {
    if (foreign && speaks) return { status: "stored" };
    return readResult(Object([json["results"]].flat().find((result) => Object(result).id === id)));
  }
  if (status > 499 || [408, 409, 425, 429].includes(status)) {
    // A transport's headers may be of any kind.
    const asked = attempt(() => retryAfterMs(headers, now, json["retryAfterMs"]));
    // 511 comes from a network that wants a login first: to us, that is being offline.
    return { because: status === 511 ? "offline" : "busy", retryInMs: asked };
  }
  const problem = readProblem(json, status);
  // What the endpoint cannot read, a newer version, an envelope with a fault of its own, what was spoilt on the way, it has
  // not judged.
  if (status === 413 || ([400, 422].includes(status) && !/unsupported-|-envelope$/.test(problem.type) && speaks))
    return alone ? { problem } : undefined;
  return { because: "paused", problem };
}

/** An id that no result names, or whose status nobody knows, waits for the next attempt. */
function readResult({ status, problem, retryAfterMs: asked }: Json): Verdict {
  if (status === "stored" || status === "duplicate" || status === "conflict") return { status };
  if (status === "invalid" || status === "refused") return { problem: readProblem(problem, status) };
  return { because: asked ? "busy" : "unreachable", retryInMs: clampPause(asked) };
}

/** A problem with at least its two required members, and no more where the endpoint gave none, or one of more than 4 KiB. */
function readProblem(json: unknown, cause: string | number): Problem {
  // One that is nested too deeply cannot even be written.
  const isKept = attempt(() => /^\{.{0,4096}$/s.test(toJson(json)));
  return { type: "about:blank", title: `The endpoint answered ${cause}`, ...(isKept ? (json as object) : {}) };
}
