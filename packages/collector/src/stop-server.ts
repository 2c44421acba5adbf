import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { beforeAnyRoute } from "./no-request.js";
import { lastWord, openAnswers } from "./open-answers.js";
import { Refusal } from "./problem.js";

const SECOND = 1_000;

/** Milliseconds between two looks for connections on which nothing is under way. */
const LOOK_EVERY = 50;

/**
 * Milliseconds for which what is under way is waited for. Docker kills ten seconds after it has asked: most of the other two
 * seconds are for the last mix.
 */
const STOP_WITHIN = 8 * SECOND;

/** Whoever has not been answered by then comes again: what is stored meanwhile is then a duplicate. */
const STOPPING = beforeAnyRoute(new Refusal("unavailable", "The collector is stopping: send this request again."));

/**
 * Follows the connections of a server from the first one on.
 * @param server one of `createHttpServer`, which follows the answers as well
 * @param within milliseconds that what has begun has to arrive and to be answered. Default: 8,000
 * @returns what stops it. It settles when every connection has ended: what has begun is answered, nothing else begins
 */
export function stopperOf(server: Server, within = STOP_WITHIN): () => Promise<void> {
  const connections = new Set<Socket>();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });

  function endIdle(): void {
    // Node.js calls a connection idle as soon as its answer was handed over, however much of that is still on its way.
    const isSending = (socket: Socket) => openAnswers(socket).some(({ writableEnded }) => writableEnded);
    if (![...connections].some(isSending)) server.closeIdleConnections();
    // It does not call one idle that has said nothing yet. Browsers and balancers keep some ready.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  }

  return async () => {
    // Not the close of the HTTP server, which ends whatever Node.js calls idle at once.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    // Whoever is answered from now on is told that the connection ends with that.
    server.maxRequestsPerSocket = 1;
    endIdle();
    const timers = [
      setInterval(endIdle, LOOK_EVERY),
      setTimeout(() => connections.forEach((socket) => lastWord(socket, STOPPING)), within),
      // Not even those who do not read are waited for.
      setTimeout(() => server.closeAllConnections(), within + SECOND),
    ];
    await closed;
    timers.forEach((timer) => clearTimeout(timer));
  };
}
