import type { Server } from "node:http";
import type { Socket } from "node:net";
import { type Answer, READABLE } from "./answer.js";
import { followAnswers, lastWord, openAnswers } from "./open-answers.js";
import { problemAnswer, Refusal } from "./problem.js";

/** A refusal of what has not come to any route; nothing more is taken from the connection. */
export function beforeAnyRoute(refusal: Refusal): Answer {
  const { headers, ...answer } = problemAnswer(refusal);
  const more = { "X-Content-Type-Options": "nosniff", "Content-Length": String(Buffer.byteLength(answer.body)) };
  return { ...answer, headers: { ...headers, ...READABLE, ...more, Connection: "close" } };
}

/** It is told no more than that: where two readers see two requests, neither is right. */
export const NO_REQUEST = beforeAnyRoute(
  new Refusal(
    "unsupported-request",
    "The first line, the Host, another header or the end of the body is not valid HTTP.",
  ),
);

const TOO_SLOW = beforeAnyRoute(new Refusal("too-slow", "Send headers and body without long pauses."));
const HEADERS = beforeAnyRoute(new Refusal("headers-too-large", "Send fewer headers, or shorter ones."));
const EXTENSIONS = beforeAnyRoute(new Refusal("too-large", "Send chunks without long extensions."));
const EXPECTATION = beforeAnyRoute(new Refusal("expectation-failed", 'Send no Expect, or "100-continue".'));

/** What is wrong, by the code of Node's error; anything else is no request. */
const REFUSALS: Readonly<Record<string, Answer>> = {
  HPE_HEADER_OVERFLOW: HEADERS,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: EXTENSIONS,
  ERR_HTTP_REQUEST_TIMEOUT: TOO_SLOW,
};

/** Answers in words what Node would refuse by itself without any, and unreadably to the page that has sent it. */
export function answerWhatIsNoRequest(server: Server): void {
  followAnswers(server);
  server.on("checkExpectation", (_, response) => {
    response.writeHead(EXPECTATION.status, EXPECTATION.headers).end(EXPECTATION.body);
  });
  server.on("clientError", (cause: NodeJS.ErrnoException, socket: Socket) => {
    const refuse = () => lastWord(socket, REFUSALS[cause.code ?? ""] ?? NO_REQUEST, cause);
    // A request that has come whole is not to blame for what stands behind it, and is answered first.
    const before = openAnswers(socket).findLast(({ req }) => req.complete);
    if (before) before.once("close", refuse);
    else refuse();
  });
}
