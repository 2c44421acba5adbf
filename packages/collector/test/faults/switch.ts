import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** An address that leads to one server now and to another later, as that of a cluster does. */
export class Switch {
  readonly #sockets = new Set<Socket>();
  #target: number;
  readonly #server = createServer((socket) => this.#pass(socket));

  private constructor(target: number) {
    this.#target = target;
  }

  /** @param target port of the server that it leads to at first */
  static async start(target: number): Promise<Switch> {
    const made = new Switch(target);
    await new Promise<void>((listening) => made.#server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => {
      made.#server.close();
      made.turn(0);
    });
    return made;
  }

  /** The same database by way of this address. */
  through(address: string): string {
    return Object.assign(new URL(address), { port: String((this.#server.address() as AddressInfo).port) }).href;
  }

  /** Leads to another server from now on; all connections end. */
  turn(target: number): void {
    this.#target = target;
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  #pass(socket: Socket): void {
    const behind = connect(this.#target, "127.0.0.1");
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
