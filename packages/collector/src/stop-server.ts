import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { beforeAnyRoute } from "./no-request.js";
import { lastWord, openAnswers } from "./open-answers.js";
import { Refusal } from "./problem.js";

const SECOND = 1_000;

/** Milliseconds between two looks for connections on which nothing is under way. */
const LOOK_EVERY = 50;

/**
 * Milliseconds for which an answer that is under way is waited for. Two more are left for the last mix where whoever
 * stops the collector has ten seconds of patience, as Docker has.
 */
const STOP_WITHIN = 8 * SECOND;

/** Whoever has not been answered by then comes again: what is stored meanwhile is then a duplicate. */
const STOPPING = beforeAnyRoute(new Refusal("unavailable", "The collector stops: send this request again."));

/**
 * Follows the connections of a server from the first one on.
 * @returns what stops it. It settles when nothing is under way any more: what has begun is answered, nothing else begins.
 */
export function stopperOf(server: Server, within = STOP_WITHIN): () => Promise<void> {
  const connections = new Set<Socket>();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });

  function endIdle(): void {
    // To Node.js a connection is idle as soon as its answer was handed over, however much of it is still on its way,
    const isSending = (socket: Socket) => openAnswers(socket).some(({ writableEnded }) => writableEnded);
    if (![...connections].some(isSending)) server.closeIdleConnections();
    // and one that has said nothing yet is not. Browsers and balancers keep some ready.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  }

  return async () => {
    // What an HTTP server does beyond this is to end idle connections, at once and for good.
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
