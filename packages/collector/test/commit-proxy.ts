import { createServer, connect, type Server, type Socket } from "node:net";

/** What the proxy does about the next COMMIT that comes by. */
type Weather = "clear" | "cut before" | "cut after" | "swallow";

/**
 * Stands between a collector and PostgreSQL. It knows one statement, the COMMIT, and can cut the connection before the
 * server gets it, or after the server has done it and before the collector hears of that; or say nothing at all any more.
 */
export class CommitProxy {
  weather: Weather = "clear";
  /** COMMITs that came to grief. */
  faults = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly port: number) {
    this.#server = createServer((socket) => this.#pass(socket));
  }

  /** @param port of the server */
  static async start(port: number): Promise<CommitProxy> {
    const proxy = new CommitProxy(port);
    await new Promise<void>((listening) => proxy.#server.listen(0, "127.0.0.1", listening));
    return proxy;
  }

  /** The same database by way of the proxy. */
  through(address: string): string {
    const own = this.#server.address();
    if (typeof own !== "object" || own === null) throw new Error("The proxy does not listen.");
    return Object.assign(new URL(address), { port: String(own.port) }).href;
  }

  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(collector: Socket): void {
    const server = connect(this.port, "127.0.0.1");
    let committing = false;
    const end = () => {
      collector.destroy();
      server.destroy();
    };
    for (const socket of [collector, server]) {
      this.#sockets.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
    collector.on("data", (chunk) => {
      const isCommit = this.weather !== "clear" && /commit\0/i.test(chunk.toString("latin1"));
      if (isCommit) {
        this.faults++;
        if (this.weather === "cut before") return end();
        committing = true;
      }
      server.write(chunk);
    });
    server.on("data", (chunk) => {
      if (!committing) return collector.write(chunk);
      // The server's word that it is done ends with Z.
      if (this.weather === "cut after") end();
      return false;
    });
  }
}
