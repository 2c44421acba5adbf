import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type Answer, READABLE } from "./answer.js";
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
    "The first line, the Host, another header or the end of the body is not as HTTP has it.",
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
  const answers = new WeakMap<object, ServerResponse[]>();
  server.on("request", ({ socket }: IncomingMessage, response) => {
    const open = answers.get(socket)?.filter((each) => !each.writableFinished) ?? [];
    answers.set(socket, [...open, response]);
  });
  server.on("checkExpectation", (_, response) => {
    response.writeHead(EXPECTATION.status, EXPECTATION.headers).end(EXPECTATION.body);
  });
  server.on("clientError", (cause: NodeJS.ErrnoException, socket: Socket) => {
    const open = answers.get(socket)?.filter((each) => !each.writableFinished) ?? [];
    const refuse = () => {
      // Within an answer that has begun these words would be taken for a part of it.
      const isWithin = open.some((each) => each.headersSent && !each.writableFinished);
      if (isWithin || !socket.writable) return void socket.destroy(cause);
      socket.write(textOf(REFUSALS[cause.code ?? ""] ?? NO_REQUEST));
      socket.destroySoon();
    };
    // A request that has come whole is not to blame for what stands behind it, and is answered first.
    const before = open.findLast(({ req }) => req.complete);
    if (before) before.once("close", refuse);
    else refuse();
  });
}

function textOf({ status, headers, body }: Answer): string {
  const all = { ...headers, Date: new Date().toUTCString() };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`;
}
