import { Agent, type IncomingHttpHeaders, request as open } from "node:http";
import { connect } from "node:net";

/** One request. Without a method: POST where it has a body, else GET. */
export interface Ask {
  method?: string;
  /** Default: `/v1/ratings`. */
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Connections that are used again; one kind for each address. */
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** How often a collector is asked again that could not keep up with the machine, and how long is waited before, in milliseconds. */
const PATIENCE = 5;
const PAUSE_BEFORE = 1_000;

/**
 * Asks over a connection that is kept. A database that a busy machine makes too slow is no fault of what was asked: whoever
 * is told to come again does so. An input that was at fault would be told so every time.
 */
export async function ask(address: string, question: Ask): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await askOnce(address, question);
    const isBusy = answer.status === 503 && answer.headers["retry-after"] !== undefined;
    if (!isBusy || attempt === PATIENCE) return answer;
    await new Promise((over) => setTimeout(over, PAUSE_BEFORE));
  }
}

function askOnce(address: string, question: Ask): Promise<Answer> {
  const { path = "/v1/ratings", headers = { "Content-Type": "text/plain" }, body } = question;
  const method = question.method ?? (body === undefined ? "GET" : "POST");
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const asked = open({ agent, hostname, port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    // A connection may end just when it is taken again; nothing of the request has been looked at then.
    asked.on("error", (cause: NodeJS.ErrnoException) =>
      asked.reusedSocket && cause.code === "ECONNRESET" ? resolve(askOnce(address, question)) : reject(cause),
    );
    asked.end(body);
  });
}

/** What came back over one connection, and whether the other side has ended it. */
export interface Conversation {
  answers: Answer[];
  closed: boolean;
}

/** How much is waited for. */
export interface Until {
  answers: number;
  /** Whether the other side has to end the connection, too. Default: no. */
  closed?: boolean;
}

/** Milliseconds without a word after which nothing more is waited for. */
const SILENCE = 8_000;

/** A pause between two pieces, so that they arrive apart. */
export const PAUSE = Symbol("pause");

/** Ends our side of the connection. */
export const HANG_UP = Symbol("hang up");

/** Says bytes as they stand, over a connection of their own, and listens until all that is waited for has come. */
export function say(
  address: string,
  pieces: readonly (string | Uint8Array | typeof PAUSE | typeof HANG_UP)[],
  until: Until,
): Promise<Conversation> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, allowHalfOpen: true });
    let heard = Buffer.alloc(0);
    const finish = (closed: boolean) => {
      socket.destroy();
      resolve({ answers: answersIn(heard), closed });
    };
    socket.setTimeout(SILENCE, () => finish(false));
    socket.on("error", () => finish(true));
    socket.on("end", () => finish(true));
    socket.on("data", (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      if (!until.closed && answersIn(heard).length >= until.answers) finish(false);
    });
    socket.on("connect", async () => {
      for (const piece of pieces) {
        if (socket.destroyed) return;
        if (piece === PAUSE) await new Promise((over) => setTimeout(over, 20));
        else if (piece === HANG_UP) socket.end();
        else if (!socket.write(piece)) await Promise.race([once(socket, "drain"), once(socket, "close")]);
      }
    });
  });
}

function once(socket: ReturnType<typeof connect>, event: string): Promise<unknown> {
  return new Promise((resolve) => socket.once(event, resolve));
}

/** The whole answers at the beginning of what was heard. */
function answersIn(heard: Buffer): Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; ;) {
    const end = heard.indexOf("\r\n\r\n", at);
    if (end === -1) return answers;
    const [line = "", ...rest] = heard.subarray(at, end).toString("latin1").split("\r\n");
    const headers = Object.fromEntries(
      rest.map((one) => [one.slice(0, one.indexOf(":")).toLowerCase(), one.slice(one.indexOf(":") + 1).trim()]),
    );
    const status = Number(line.split(" ")[1]);
    const length = Number(headers["content-length"] ?? 0);
    at = end + 4 + length;
    if (at > heard.length) return answers;
    // An answer before the answer: "go on and send".
    if (status !== 100) answers.push({ status, headers, body: heard.subarray(end + 4, at) });
  }
}
