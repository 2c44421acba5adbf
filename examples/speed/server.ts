import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";

/** What an address answers: a text, or something that is said anew each time, as soon as it is known. */
export type Answers = Record<string, string | (() => unknown)>;

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  cjs: "text/javascript",
  css: "text/css",
};

/** One origin. Everything is compressed ahead, as a good host would, and may be cached; what was asked for is noted. */
export class Origin {
  readonly requests: { method: string; path: string; bytes: number }[] = [];
  readonly #compressed = new Map<string, Buffer>();
  #server: Server;

  private constructor(readonly answers: Answers) {
    // Before anybody waits for it.
    for (const answer of Object.values(answers)) if (typeof answer === "string") this.#compress(answer);
    this.#server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
  }

  static async start(answers: Answers): Promise<Origin> {
    const origin = new Origin(answers);
    origin.#server.listen(0, "127.0.0.1");
    await once(origin.#server, "listening");
    return origin;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    incoming.resume();
    const { pathname } = new URL(incoming.url ?? "/", "http://x");
    const answer = this.answers[pathname];
    const ending = /\.(\w+)$/.exec(pathname)?.[1] ?? "";
    const text = typeof answer === "function" ? JSON.stringify(await answer()) : (answer ?? "");
    const body = this.#compress(text);
    this.requests.push({ method: incoming.method ?? "", path: pathname, bytes: body.length });
    outgoing.writeHead(answer === undefined ? 404 : 200, {
      "Content-Type": typeof answer === "function" ? "application/json" : (TYPES[ending] ?? "text/html; charset=utf-8"),
      "Content-Encoding": "br",
      "Cache-Control": typeof answer === "string" && ending !== "" ? "public, max-age=31536000" : "no-store",
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "*",
    });
    outgoing.end(body);
  }

  #compress(text: string): Buffer {
    const known = this.#compressed.get(text);
    const body = known ?? brotliCompressSync(text);
    this.#compressed.set(text, body);
    return body;
  }
}
