import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CLEAR, type Weather } from "../journeys/faults/proxy.js";
import type { Arrival } from "./decode.js";
import type { Answer, Endpoint } from "./endpoint.js";
import { HANG_MS } from "./weather.js";

const PAGE = "<!doctype html><meta charset=utf-8><title>Compared</title><script src=/page.js></script>";
const ELSEWHERE = "<!doctype html><meta charset=utf-8><title>Elsewhere</title>";

/** The origin of the page and the client's endpoint in one, with a bad network in front of the endpoint alone. */
export class Receiver {
  weather: Weather = CLEAR;
  readonly arrivals: Arrival[] = [];
  requests = 0;
  bytes = 0;
  /** When the last request with events came, on the clock of `performance.now`. */
  lastAt = 0;
  #count = 0;
  #server: Server;

  private constructor(
    readonly endpoint: Endpoint,
    readonly script: string,
  ) {
    this.#server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
    // Resets are what this is for.
    this.#server.on("clientError", (_error, socket) => socket.destroy());
  }

  static async start(endpoint: Endpoint, script: string): Promise<Receiver> {
    const receiver = new Receiver(endpoint, script);
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
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
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
    } catch {
      return; // The browser went away in the middle of its request.
    }
    const path = new URL(incoming.url ?? "/", "http://x").pathname;
    if (incoming.method === "POST" && this.endpoint.path.test(path)) {
      const suffering = this.#receive(incoming, Buffer.concat(chunks), outgoing);
      return suffering.catch(() => void incoming.socket.resetAndDestroy());
    }
    if (path === "/") return give(outgoing, { status: 200, type: "text/html", body: PAGE });
    if (path === "/elsewhere") return give(outgoing, { status: 200, type: "text/html", body: ELSEWHERE });
    if (path === "/page.js") return give(outgoing, { status: 200, type: "text/javascript", body: this.script });
    give(outgoing, { status: 404, type: "text/plain", body: "" });
  }

  async #receive(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> {
    const { socket } = incoming;
    const arrivals = this.endpoint.read(body, incoming.headers["idempotency-key"]?.toString());
    if (arrivals.length > 0) {
      this.requests += 1;
      this.bytes += body.length;
      this.lastAt = performance.now();
    }
    const fault = this.weather(body.toString(), this.#count++);
    switch (fault.kind) {
      case "reset-before":
        return void socket.resetAndDestroy();
      case "hang":
        return void setTimeout(() => socket.resetAndDestroy(), HANG_MS).unref();
      case "status": {
        const { status, headers = {} } = fault;
        const said = status === 429 ? this.endpoint.busy : { type: "text/html", body: fault.body ?? "" };
        return give(outgoing, { ...said, status }, headers);
      }
    }
    const answer = await this.endpoint.commit(body);
    if (answer.status < 300) this.arrivals.push(...arrivals);
    if (fault.kind === "reset-after") return void socket.resetAndDestroy();
    if (fault.kind !== "truncate") return give(outgoing, answer);
    outgoing.writeHead(answer.status, {
      "content-type": answer.type,
      "content-length": String(answer.body.length + 64),
    });
    outgoing.write(answer.body);
    setTimeout(() => socket.resetAndDestroy(), 10);
  }
}

/** Without `no-store`: Chromium gives the `keepalive` budget of such an answer back only when its body has been read. */
function give(outgoing: ServerResponse, { status, type, body }: Answer, headers: Record<string, string> = {}): void {
  outgoing.writeHead(status, { "content-type": type, ...headers });
  outgoing.end(body);
}
