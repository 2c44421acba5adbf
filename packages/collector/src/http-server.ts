import { getRequestListener, RequestError } from "@hono/node-server";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type Answer, responseOf } from "./answer.js";
import type { Collector } from "./collector.js";
import { DEFAULT_LIMITS, type Limits } from "./limits.js";
import { hasPlainRatings, listenForRatings } from "./http-ratings.js";
import { answerWhatIsNoRequest, beforeAnyRoute, NO_REQUEST } from "./no-request.js";
import { Refusal } from "./problem.js";

const SECOND = 1_000;

/** Milliseconds between two looks at connections that take too long. */
const CHECK_EVERY = 5 * SECOND;

/** A server that no single sender can hold up. It answers nothing yet. */
export function createHttpServer(limits: Limits = DEFAULT_LIMITS): Server {
  const request = limits.requestSeconds * SECOND;
  const headers = Math.min(limits.headersSeconds * SECOND, request);
  const server = createServer({
    // Whatever the process was started with: what two parsers read in two ways is how requests are smuggled.
    insecureHTTPParser: false,
    // Refused below, in words.
    requireHostHeader: false,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: headers,
    requestTimeout: request,
    keepAliveTimeout: limits.idleSeconds * SECOND,
    connectionsCheckingInterval: Math.min(CHECK_EVERY, headers),
  });
  server.maxConnections = limits.connections;
  // Beyond a number of its own Node leaves lines out without a word, an origin among them.
  server.maxHeadersCount = 0;
  answerWhatIsNoRequest(server);
  return server;
}

/** Lets a collector answer what comes to a server. */
export function answerWith(collector: Collector, limits: Limits = DEFAULT_LIMITS): RequestListener {
  const { receive } = collector;
  const ratings = receive && listenForRatings(receive);
  const all = getRequestListener(
    (request, { incoming }) => {
      const { rawHeaders, socket } = incoming as IncomingMessage;
      // With a Host that is none there is no address; most of these never come here.
      if (!URL.canParse(request.url)) return responseOf(NO_REQUEST);
      return rawHeaders.length / 2 > limits.headers
        ? responseOf(tooManyHeaders(limits))
        : collector.fetch(request, { peer: socket.remoteAddress });
    },
    { errorHandler: (cause) => responseOf(cause instanceof RequestError ? NO_REQUEST : FAILED) },
  );
  return (request, response) =>
    ratings && hasPlainRatings(request, limits) ? ratings(request, response) : void all(request, response);
}

/** The app answers what goes wrong in it; this is for what goes wrong around it. */
const FAILED = beforeAnyRoute(new Refusal("internal", "The request could not be served. Try again later."));

function tooManyHeaders({ headers }: Limits): Answer {
  return beforeAnyRoute(new Refusal("headers-too-large", `A request must have at most ${headers} headers.`));
}
