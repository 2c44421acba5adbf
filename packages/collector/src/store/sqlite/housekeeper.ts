import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** As text, so that sources and built files need no other file for it. It opens a file, does what it is told, and closes it. */
const PROGRAM = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { DatabaseSync } = require(workerData);
  parentPort.on("message", ({ address, statement }) => {
    let fault;
    try {
      const connection = new DatabaseSync(address);
      try {
        connection.exec("PRAGMA busy_timeout = 50; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384");
        connection.exec(statement);
      } finally {
        connection.close();
      }
    } catch (cause) {
      fault = String(cause);
    }
    parentPort.postMessage(fault);
  });`;

/**
 * Does what takes long with a file in a thread of its own, so that nobody who sends a rating waits for the disk
 * meanwhile. One thing at a time; the thread begins with the first and does not keep the process alive.
 */
export class Housekeeper {
  #thread: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Rejects with the database's own words. */
  do(file: string, statement: string): Promise<void> {
    const next = this.#last.then(() => this.#ask(file, statement));
    this.#last = next.catch(() => {});
    return next;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#thread?.terminate();
  }

  #ask(file: string, statement: string): Promise<void> {
    const thread = (this.#thread ??= new Worker(PROGRAM, {
      eval: true,
      workerData: createRequire(import.meta.url).resolve("@photostructure/sqlite"),
    }));
    thread.ref();
    const address = pathToFileURL(file);
    // One that was taken away meanwhile must be missed, and not be made anew.
    address.searchParams.set("mode", "rw");
    return new Promise((resolve, reject) => {
      const settle = (fault: unknown) => {
        thread.off("message", settle).off("error", ended).off("exit", ended).unref();
        if (fault === undefined) resolve();
        else reject(fault instanceof Error ? fault : new Error(String(fault)));
      };
      const ended = (cause: unknown) => {
        this.#thread = undefined;
        settle(cause instanceof Error ? cause : new Error("The thread that keeps house has ended."));
      };
      thread.on("message", settle).on("error", ended).on("exit", ended);
      thread.postMessage({ address: address.href, statement }, []);
    });
  }
}
