import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What can happen to one POST on its way. Everything else passes untouched. */
export type Fault =
  | { kind: "pass" }
  /** The connection is reset before the collector hears of it. */
  | { kind: "reset-before" }
  /** Half of the request reaches the collector, then both ends are cut. */
  | { kind: "reset-mid" }
  /** The collector has committed and answered; the answer is lost. */
  | { kind: "reset-after" }
  /** Nobody answers; the connection stays open, or is cut after so many milliseconds. */
  | { kind: "hang"; ms?: number }
  | { kind: "delay"; ms: number }
  /** Each direction takes its time, in milliseconds. What is on its way arrives, also when nobody waits for it any more. */
  | { kind: "slow"; up: number; down: number }
  /** The answer is cut in the middle. */
  | { kind: "truncate" }
  /** Answered by somebody on the way, as a gateway does. */
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  /** Delivered, and delivered again later, byte for byte. */
  | { kind: "replay"; ms: number };

/** Decides the fate of each POST from its body and how many there were before. */
export type Weather = (body: string, count: number) => Fault;

/** Milliseconds that the client waits for an answer. */
const PATIENCE = 10_000;

export const CLEAR: Weather = () => ({ kind: "pass" });

const HTML = "<!doctype html><title>Sign in</title><p>Please accept the terms of this network.";
export const CAPTIVE_PORTAL: Fault = {
  kind: "status",
  status: 200,
  headers: { "content-type": "text/html" },
  body: HTML,
};

/** A proxy in front of the collector that does to real sockets what a bad network does. */
export class FaultProxy {
  weather: Weather = CLEAR;
  /** Pages and scripts that are served here instead of by the collector, by path. */
  readonly files = new Map<string, { type: string; body: string }>();
  /** Every POST that came in: when, and its body. */
  readonly posts: { at: number; body: string }[] = [];
  /** Ratings named in answers of the collector, by status, also those whose answer was lost. */
  readonly answered: Record<string, number> = {};
  /** Requests that have not met their fate yet. */
  underWay = 0;
  /** Requests that reached the collector when the client did not wait for them any more. */
  late = 0;
  #server: Server;
  #replays = new Set<NodeJS.Timeout>();

  private constructor(readonly target: () => string) {
    this.#server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
    // Resets are what this is for.
    this.#server.on("clientError", (_error, socket) => socket.destroy());
  }

  /** @param target the collector's address, asked anew for each request */
  static async start(target: () => string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const timer of this.#replays) clearTimeout(timer);
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
    const body = Buffer.concat(chunks);
    const file = this.files.get(pathOf(incoming));
    if (file) {
      outgoing.writeHead(200, { "content-type": file.type, "cache-control": "no-store" });
      return void outgoing.end(file.body);
    }
    const isRating = incoming.method === "POST" && incoming.url === "/v1/ratings";
    const fault: Fault = isRating ? this.weather(body.toString(), this.posts.length) : { kind: "pass" };
    if (isRating) this.posts.push({ at: performance.now(), body: body.toString() });
    this.underWay++;
    await this.#suffer(fault, incoming, body, outgoing).catch(() => incoming.socket.resetAndDestroy());
    this.underWay--;
  }

  async #suffer(fault: Fault, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> {
    const { socket } = incoming;
    switch (fault.kind) {
      case "reset-before":
        return void socket.resetAndDestroy();
      case "reset-mid":
        await this.#sendHalf(incoming, body);
        return void socket.resetAndDestroy();
      case "reset-after":
        await this.#forward(incoming, body);
        return void socket.resetAndDestroy();
      case "hang":
        if (fault.ms === undefined) return;
        await pause(fault.ms);
        return void socket.resetAndDestroy();
      case "status":
        outgoing.writeHead(fault.status, { "access-control-allow-origin": "*", ...fault.headers });
        return void outgoing.end(fault.body ?? "");
      case "delay":
        await pause(fault.ms);
        break;
      case "slow":
        await pause(fault.up);
        // The browser goes on with what the page has given up: the connection does not tell.
        if (fault.up > PATIENCE) this.late++;
        break;
      case "replay": {
        const again = setTimeout(() => void this.#forward(incoming, body).catch(() => {}), fault.ms);
        this.#replays.add(again);
        break;
      }
    }
    const answer = await this.#forward(incoming, body);
    if (fault.kind === "slow") await pause(fault.down);
    outgoing.writeHead(answer.status, answer.headers);
    if (fault.kind !== "truncate") return void outgoing.end(answer.body);
    outgoing.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
    setTimeout(() => socket.resetAndDestroy(), 10);
  }

  #open(incoming: IncomingMessage) {
    const headers = without(incoming.headers, ["host"]);
    const target = new URL(incoming.url ?? "/", this.target());
    // The collector's demonstration takes ratings from its own pages only; through the proxy they have another origin.
    if (headers.origin) headers.origin = target.origin;
    return request(target, { method: incoming.method ?? "GET", headers, agent: false });
  }

  async #forward(incoming: IncomingMessage, body: Buffer) {
    const outgoing = this.#open(incoming);
    outgoing.end(body);
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const answer = Buffer.concat(chunks);
    if (incoming.method === "POST") this.#count(answer.toString());
    const headers = without(response.headers, ["content-length", "transfer-encoding"]);
    return {
      status: response.statusCode ?? 502,
      headers: { ...headers, "content-length": String(answer.length) },
      body: answer,
    };
  }

  async #sendHalf(incoming: IncomingMessage, body: Buffer): Promise<void> {
    const outgoing = this.#open(incoming);
    outgoing.on("error", () => {});
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)));
    await pause(10);
    outgoing.destroy();
  }

  #count(answer: string): void {
    try {
      const { results } = JSON.parse(answer) as { results: { status: string }[] };
      for (const { status } of results) this.answered[status] = (this.answered[status] ?? 0) + 1;
    } catch {
      // A problem, not results.
    }
  }
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return new URL(url, "http://x").pathname;
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
