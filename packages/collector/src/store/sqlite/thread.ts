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
 * Waits for the disk in a thread of its own, so that a commit never holds up the event loop. What one turn of the loop
 * asks for goes there together, is done in order, and comes back together. It begins with the first task, and keeps the
 * process alive only while one is under way.
 *
 * A thread that has ended before its time answers nothing any more: whoever asks is told, and nothing is acknowledged.
 * One that could not begin, for want of descriptors for example, has done nothing: it is begun anew by who asks next.
 */
export class Thread {
  readonly #lost: ((cause: Error) => void) | undefined;
  readonly #program: string;
  #worker: Worker | undefined;
  #ended: Error | undefined;
  #hasBegun = false;
  #isClosing = false;
  #turn: Task[] = [];
  readonly #waiting: { resolve: (outcome: Outcome) => void; reject: (cause: Error) => void }[] = [];

  /**
   * @param lost called when it has ended before its time, after whoever waited has been told. Missing for work that does
   * no harm when it is done twice: then it is begun anew by who asks next.
   * @param program Default: the one that serves files.
   */
  constructor(lost?: (cause: Error) => void, program = PROGRAM) {
    this.#lost = lost;
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

  /** Ends it after what it was asked for. Nothing may be asked of it afterwards. */
  async close(): Promise<void> {
    this.#send();
    this.#isClosing = true;
    this.#ended ??= new Error("The thread that has the files is closed.");
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.ref();
    worker.postMessage("end", []);
    await ended;
  }

  async #ask(task: Task): Promise<unknown> {
    if (this.#ended) throw this.#ended;
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      if (this.#turn.length === 0) queueMicrotask(() => this.#send());
      this.#turn.push(task);
      this.#waiting.push({ resolve, reject });
    });
    if ("answer" in outcome) return outcome.answer;
    // Made here, so that its stack tells who asked.
    throw Object.assign(new Error(outcome.fault.message), outcome.fault);
  }

  #send(): void {
    if (this.#turn.length === 0) return;
    const tasks = this.#turn;
    this.#turn = [];
    try {
      this.#worker ??= this.#begin();
    } catch (cause) {
      // The system has no more threads to give.
      return this.#end(cause as Error);
    }
    this.#worker.ref();
    this.#worker.postMessage(tasks, []);
  }

  #begin(): Worker {
    const workerData = createRequire(import.meta.url).resolve("@photostructure/sqlite");
    const worker = new Worker(this.#program, { eval: true, workerData });
    worker.on("message", (outcomes: readonly Outcome[] | "begun") => {
      if (outcomes === "begun") return void (this.#hasBegun = true);
      for (const outcome of outcomes) this.#waiting.shift()?.resolve(outcome);
      // Closing takes as long as it takes: nothing else may keep the process alive until then.
      if (this.#waiting.length === 0 && !this.#isClosing) worker.unref();
    });
    let failed: Error | undefined;
    worker.on("error", (cause) => (failed = cause));
    worker.on("exit", () => this.#end(failed ?? new Error("The thread that has the files has ended.")));
    return worker;
  }

  #end(cause: Error): void {
    this.#worker = undefined;
    const isLost = this.#hasBegun && !this.#isClosing && this.#lost;
    this.#hasBegun = false;
    if (isLost) this.#ended = cause;
    for (const { reject } of this.#waiting.splice(0)) reject(cause);
    if (isLost) isLost(cause);
  }
}
