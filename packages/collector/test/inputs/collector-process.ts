import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const OBSERVE = fileURLToPath(new URL("observe.mjs", import.meta.url));

/** What a process says of itself when it is asked. */
export interface State {
  /** Bytes; where it is to be settled, after everything that can be freed was. */
  rss: number;
  heapUsed: number;
  /** Milliseconds by which the event loop was late. */
  delay: { p99: number; max: number };
  /** How often something was made that takes compressed bytes. */
  inflated: number;
  /** Warnings of Node, and what nobody caught. */
  complaints: string[];
  /** Whether what all objects inherit is as it was at the start. */
  untouched: boolean;
}

/** The built collector, as a user starts it, in a process of its own. */
export class CollectorProcess {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, (state: State) => void>();
  #out = "";
  #err = "";
  #last = 0;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  hasEnded = false;

  private constructor(
    readonly name: string,
    flags: string[],
    env: Record<string, string>,
    clock: number,
  ) {
    this.#child = fork(MAIN, flags, {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: ["--expose-gc", "--import", OBSERVE],
      env: { PATH: process.env["PATH"] ?? "", AFTERTASK_TEST_CLOCK: String(clock), ...env },
    });
    this.#child.stdout?.on("data", (chunk) => (this.#out += String(chunk)));
    this.#child.stderr?.on("data", (chunk) => (this.#err += String(chunk)));
    this.#child.on("message", ({ id, ...state }: State & { id: number }) => {
      this.#asked.get(id)?.(state);
      this.#asked.delete(id);
    });
    this.ended = new Promise((resolve) => this.#child.once("close", (code, signal) => resolve(code ?? signal)));
    void this.ended.then(() => (this.hasEnded = true));
  }

  /** @param clock what it takes for the time at its start, in milliseconds since 1970 */
  static async start(
    name: string,
    flags: string[],
    env: Record<string, string>,
    clock: number,
  ): Promise<CollectorProcess> {
    if (!existsSync(MAIN))
      throw new Error("dist/main.js is missing: build first (pnpm --filter @aftertask/collector run build).");
    const made = new CollectorProcess(name, flags, env, clock);
    while (!made.#out.includes("\n")) {
      if (made.hasEnded) throw new Error(`The collector on ${name} ended: ${made.#err}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return made;
  }

  /** `http://127.0.0.1:4600/`. */
  get address(): string {
    return this.#out.slice(0, this.#out.indexOf("\n")).replace("Aftertask is ready at ", "");
  }

  /** What it has logged, line by line. */
  get log(): string[] {
    return this.#err.split("\n").filter((line) => line !== "");
  }

  state({ settled = true }: { settled?: boolean }): Promise<State> {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#asked.set(id, resolve);
      this.#child.send({ id, settled }, (failed) => failed && reject(failed));
    });
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGTERM");
    const code = await this.ended;
    if (code !== 0) throw new Error(`The collector on ${this.name} ended with ${code}: ${this.#err.slice(-2_000)}`);
  }

  /** At once, where something has failed. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }
}
