import { once } from "node:events";
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { onTestFinished } from "vitest";

export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer | string;
  /** Milliseconds between the first half of the body and the second. */
  pauseMs?: number;
}

/** Answers one request, by itself or with what the server behind says. */
export type Treatment = (incoming: IncomingMessage, askBehind: () => Promise<Answer>) => Promise<Answer>;

/** Another origin for the same server, at which answers come later or look different. */
export class Relay {
  /** Every request, in the order of their arrival. */
  readonly heard: { at: number; method: string; path: string }[] = [];
  readonly #server;

  private constructor(
    readonly behind: string,
    readonly treat: Treatment,
  ) {
    this.#server = createServer((incoming, outgoing) => {
      this.#serve(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
  }

  /**
   * Starts one for the running test, and ends with it.
   * @param behind address of the server that is relayed
   */
  static async forTest(behind: string, treat: Treatment): Promise<Relay> {
    const relay = new Relay(behind, treat);
    relay.#server.listen(0, "127.0.0.1");
    await once(relay.#server, "listening");
    onTestFinished(() => relay.stop());
    return relay;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What was heard at the address that takes ratings. */
  get ratings() {
    return this.heard.filter(({ path }) => path === "/v1/ratings");
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = incoming;
    this.heard.push({ at: performance.now(), method, path: url });
    const sent = await bytesOf(incoming);
    const { status, headers, body, pauseMs = 0 } = await this.treat(incoming, () => this.#ask(incoming, sent));
    const bytes = Buffer.from(body);
    const half = bytes.length >> 1;
    outgoing.writeHead(status, { ...headers, "content-length": bytes.length });
    if (pauseMs) {
      outgoing.write(bytes.subarray(0, half));
      await wait(pauseMs);
    }
    outgoing.end(pauseMs ? bytes.subarray(half) : bytes);
  }

  async #ask({ method, url, headers }: IncomingMessage, sent: Buffer): Promise<Answer> {
    delete headers.host;
    const asking = request(new URL(url ?? "/", this.behind), { method: method ?? "GET", headers, agent: false });
    asking.end(sent);
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    delete response.headers["transfer-encoding"];
    return { status: response.statusCode ?? 502, headers: response.headers, body: await bytesOf(response) };
  }
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
