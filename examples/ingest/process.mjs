// @ts-check
// A program in a process of its own that answers questions, one at a time.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export class Program {
  /** @param {string} file beside this one  @param {string[]} [args]  @param {Record<string, string>} [env] */
  constructor(file, args = [], env = {}) {
    this.child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
      env: { ...process.env, ...env },
      execArgv: (process.env["AFTERTASK_INGEST_FLAGS"] ?? "")
        .split(" ")
        .filter((flag) => flag !== "" && file.includes("collector")),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.ended = once(this.child, "exit");
  }

  /** @returns {Promise<any>} the next word of the program */
  async heard() {
    const message = once(this.child, "message");
    const ended = this.ended.then(([code]) => Promise.reject(new Error(`A program has ended with ${code}.`)));
    ended.catch(() => {});
    return (await Promise.race([message, ended]))[0];
  }

  /** @param {unknown} question */
  async ask(question) {
    this.child.send(/** @type {any} */ (question));
    return this.heard();
  }

  /** It leaves when nobody asks any more. */
  async end() {
    if (this.child.connected) this.child.disconnect();
    await this.ended;
  }
}
