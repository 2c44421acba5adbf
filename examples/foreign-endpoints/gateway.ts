import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the gateway says to a request instead of letting it through. */
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Looks at a request; `undefined` lets it through. */
export type Guard = (incoming: IncomingMessage) => Refusal | undefined;

/** What a company puts in front of its servers: each request is looked at, and forwarded as it is or answered here. */
export class Gateway {
  /** The status of each answer of its own. */
  readonly refusals: number[] = [];
  readonly #server: Server;

  private constructor(
    readonly target: string,
    readonly guard: Guard,
  ) {
    this.#server = createServer((incoming, outgoing) => this.#serve(incoming, outgoing));
  }

  static async start(target: string, guard: Guard): Promise<Gateway> {
    const gateway = new Gateway(target, guard);
    gateway.#server.listen(0, "127.0.0.1");
    await once(gateway.#server, "listening");
    return gateway;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const refusal = this.guard(incoming);
    if (!refusal) return this.#forward(incoming, outgoing);
    this.refusals.push(refusal.status);
    incoming.resume();
    // A page of another origin may read what it says, as at any gateway that pages are meant to pass.
    const readable = {
      "access-control-allow-origin": incoming.headers.origin ?? "*",
      "access-control-allow-credentials": "true",
    };
    outgoing.writeHead(refusal.status, { ...readable, ...refusal.headers }).end(refusal.body);
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = "GET", url = "/", headers } = incoming;
    const onward = request(new URL(url, this.target), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }
}
