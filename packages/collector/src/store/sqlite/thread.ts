import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type Outcome, type Question, serveFiles, type Step, type Task } from "./thread-program.js";

export const PROGRAM = `
  const { parentPort, workerData } = require("node:worker_threads");
  (${serveFiles.toString()})(parentPort, require(workerData).DatabaseSync);`;

/** What threads call a file. One that was taken away meanwhile must be missed, and not be made anew. */
export function addressOf(file: string): string {
  const address = pathToFileURL(file);
  address.searchParams.set("mode", "rw");
  return address.href;
}

/**
 * Waits for the disk in a thread of its own, so that the event loop never does. What one turn of the loop asks for goes
 * there together, is done in order, and comes back together. It begins with the first task, and keeps the process alive only while one is under
 * way.
 *
 * A thread that has ended before its time answers nothing any more: whoever asks is told, and nothing is acknowledged.
 * One that could not begin, for want of descriptors for example, has done nothing: it is begun anew by who asks next.
 */
export class Thread {
  readonly #program: string;
  #worker: Worker | undefined;
  #ended: Error | undefined;
  #hasBegun = false;
  #turn: Task[] = [];
  readonly #waiting: { resolve: (answer: unknown) => void; reject: (cause: Error) => void }[] = [];

  /** @param program Default: the one that serves files. */
  constructor(program = PROGRAM) {
    this.#program = program;
  }

  /** In one transaction: committed to disk when this settles, undone when it rejects. Settles with the changes of each step. */
  write(file: string, steps: readonly Step[]): Promise<number[]> {
    return this.#ask({ file, verb: "write", steps }) as Promise<number[]>;
  }

  /** Settles with the rows of each question. */
  read(file: string, questions: readonly Question[]): Promise<Record<string, unknown>[][]> {
    return this.#ask({ file, verb: "read", questions }) as Promise<Record<string, unknown>[][]>;
  }

  /** Runs what takes long. Rejects with the database's own words. */
  keepHouse(file: string, statement: string): Promise<void> {
    return this.#ask({ file, verb: "keep house", statement }) as Promise<void>;
  }

  /** Ends it after what it was asked for. */
  async close(): Promise<void> {
    if (this.#turn.length > 0) this.#send();
    const worker = this.#worker;
    if (!worker || this.#ended) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.ref();
    worker.postMessage("end", []);
    await ended;
  }

  #ask(task: Task): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      if (this.#turn.length === 0) queueMicrotask(() => this.#send());
      this.#turn.push(task);
      this.#waiting.push({ resolve, reject });
    });
  }

  #send(): void {
    const worker = (this.#worker ??= this.#begin());
    worker.ref();
    worker.postMessage(this.#turn, []);
    this.#turn = [];
  }

  #begin(): Worker {
    const workerData = createRequire(import.meta.url).resolve("@photostructure/sqlite");
    const worker = new Worker(this.#program, { eval: true, workerData });
    worker.on("message", (outcomes: readonly Outcome[] | "begun") => {
      if (outcomes === "begun") return void (this.#hasBegun = true);
      for (const outcome of outcomes) {
        const waiting = this.#waiting.shift();
        if ("answer" in outcome) waiting?.resolve(outcome.answer);
        else waiting?.reject(Object.assign(new Error(outcome.fault.message), outcome.fault));
      }
      if (this.#waiting.length === 0) worker.unref();
    });
    let failed: Error | undefined;
    worker.on("error", (cause) => (failed = cause));
    worker.on("exit", () => this.#end(failed ?? new Error("The thread that has the files has ended.")));
    return worker;
  }

  #end(cause: Error): void {
    if (this.#hasBegun) this.#ended ??= cause;
    else this.#worker = undefined;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended ?? cause);
  }
}
