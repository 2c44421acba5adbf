import type { IncomingMessage, RequestListener } from "node:http";
import type { Receiver } from "./app.js";
import type { Arrived } from "./guard/body.js";
import type { Limits } from "./limits.js";

/** A name or an IPv4 address that nobody reads in two ways. Whatever else a Host may be is judged by the app. */
const PLAIN_NAME = /^[a-z][\w-]*(?:\.[a-z][\w-]*)*$/i;
const PLAIN_IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){4}$/;
const PLAIN_PORT = /^(?:\d{1,4}|[1-5]\d{4}|6[0-4]\d{3})$/;

function isPlainHost(host: string): boolean {
  const [name = "", port, more] = host.split(":");
  const isPlainName = (PLAIN_NAME.test(name) && !/xn--/i.test(name)) || PLAIN_IPV4.test(`${name}.`);
  return isPlainName && (port === undefined || PLAIN_PORT.test(port)) && more === undefined;
}

/** Whether a request brings ratings in a body of a stated length, within the limits: nearly all do. */
export function hasPlainRatings({ method, url, headers, rawHeaders }: IncomingMessage, limits: Limits): boolean {
  return (
    method === "POST" &&
    url === "/v1/ratings" &&
    isPlainHost(headers.host ?? "") &&
    headers["transfer-encoding"] === undefined &&
    Number(headers["content-length"]) <= limits.bodyBytes &&
    rawHeaders.length / 2 <= limits.headers
  );
}

/** Reads the body of each request first, and answers once it has arrived. */
export function listenForRatings(receive: Receiver): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    // Whoever leaves before the end gets no answer.
    request.on("error", () => {});
    request.on("end", () => {
      const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      const arrived: Arrived = { headers: headersOf(request.rawHeaders), content: body };
      void receive(arrived, request.socket.remoteAddress).then(({ status, headers, body: text }) => {
        const lines = ["Content-Length", String(Buffer.byteLength(text))];
        for (const [name, value] of Object.entries(headers)) lines.push(name, value);
        response.writeHead(status, lines);
        response.end(text);
      });
    });
  };
}

/** Lines of one name are joined as fetch does; Node's own table drops some. */
function headersOf(raw: readonly string[]): Arrived["headers"] {
  const get = (name: string) => {
    let found: string | null = null;
    for (let at = 0; at < raw.length; at += 2) {
      const own = raw[at] ?? "";
      if (own.length !== name.length || own.toLowerCase() !== name) continue;
      found = found === null ? (raw[at + 1] ?? "") : `${found}, ${raw[at + 1]}`;
    }
    return found;
  };
  return { get, has: (name) => get(name) !== null };
}
