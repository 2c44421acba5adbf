import { type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Answer } from "./answer.js";

/** By their connection, oldest first. */
const answers = new WeakMap<Socket, ServerResponse[]>();

/** Remembers which requests of a server are still to be answered. */
export function followAnswers(server: Server): void {
  server.on("request", ({ socket }, response) => answers.set(socket, [...openAnswers(socket), response]));
}

/** Answers on a connection that have not gone out whole. */
export function openAnswers(socket: Socket): readonly ServerResponse[] {
  return answers.get(socket)?.filter(({ writableFinished }) => !writableFinished) ?? [];
}

/** Says one thing more on a connection, whatever has come on it so far, and ends it. */
export function lastWord(socket: Socket, answer: Answer, cause?: Error): void {
  // Within an answer that has begun these words would be taken for a part of it.
  const isWithin = openAnswers(socket).some(({ headersSent }) => headersSent);
  if (isWithin || !socket.writable) return void socket.destroy(cause);
  socket.write(textOf(answer));
  socket.destroySoon();
}

function textOf({ status, headers, body }: Answer): string {
  const all = { ...headers, Date: new Date().toUTCString() };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`;
}
