import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { ORIGIN, TOKEN } from "../start.js";
import { temporaryFolder } from "../temporary-folder.js";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const PRELOAD = new URL("preload/", import.meta.url);

/** How a collector is started. */
export interface Start {
  /** What `--database` says. */
  address: string;
  /** A command that takes the collector's as its last words, such as `prlimit`. Default: none. */
  under?: readonly string[];
  /** Flags of Node.js. */
  node?: readonly string[];
  /** Modules of `preload/` that are loaded before the collector. */
  preload?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Where its log goes. Default: to `Program.words`. */
  stderr?: number;
}

/** The built collector as a user starts it, as a process of its own. It ends with the test. */
export class Program {
  /** Where it answers, without the last slash. */
  address = "";
  /** Milliseconds from its start until it said that it is ready. */
  readyAfter = 0;
  #words = "";
  #ended: number | NodeJS.Signals | null | undefined;
  readonly ended: Promise<number | NodeJS.Signals | null>;

  private constructor(readonly child: ChildProcess) {
    child.stderr?.on("data", (chunk) => (this.#words += String(chunk)));
    child.once("exit", (code, signal) => (this.#ended = code ?? signal));
    // Not before its last words have been read: they may still be on their way when it has gone.
    this.ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
    onTestFinished(() => this.kill());
  }

  static async start({ address, under = [], node = [], preload = [], env = {}, stderr }: Start): Promise<Program> {
    const config = join(temporaryFolder(), "aftertask.json");
    writeFileSync(
      config,
      JSON.stringify({
        projects: ["pk_intranet", "pk_heavy"].map((key) => ({
          key,
          origins: [ORIGIN],
          touchpoints: "open",
          // What comes here comes from one sender, as fast as it can.
          rate: "unlimited",
        })),
      }),
    );
    const words = [
      ...under,
      process.execPath,
      ...node,
      ...preload.flatMap((name) => ["--import", new URL(name, PRELOAD).href]),
      MAIN,
      "--port=0",
      `--config=${config}`,
      `--database=${address}`,
    ];
    const begun = performance.now();
    const child = spawn(words[0] ?? "", words.slice(1), {
      env: { PATH: process.env["PATH"] ?? "", AFTERTASK_ADMIN_TOKEN: TOKEN, ...env },
      stdio: ["ignore", "pipe", stderr ?? "pipe", "ipc"],
    });
    const program = new Program(child);
    const line = await program.#firstLine();
    program.readyAfter = performance.now() - begun;
    program.address = line.replace("Aftertask is ready at ", "").replace(/\/$/, "");
    return program;
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** What it wrote on stderr. */
  get words(): string {
    return this.#words;
  }

  /** Its log, line by line. */
  get log(): { level: string; message?: string; msg?: string; cause?: { code?: string; reason?: string } }[] {
    return this.#words.split("\n").flatMap((line) => {
      try {
        return [JSON.parse(line) as Program["log"][number]];
      } catch {
        return [];
      }
    });
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  /** Asks it to end, and gives how it did. */
  stop(): Promise<number | NodeJS.Signals | null> {
    this.child.kill("SIGTERM");
    return this.ended;
  }

  /** Asks as who may read reports. */
  get(path: string): Promise<Response> {
    return fetch(`${this.address}${path}`, { headers: { Authorization: `Bearer ${TOKEN}` } });
  }

  async isReady(): Promise<boolean> {
    return (await this.get("/readyz")).status === 200;
  }

  /** One figure of `/metrics`; the sum where there are several of the name. */
  async figure(name: string): Promise<number> {
    const text = await (await this.get("/metrics")).text();
    const lines = text.split("\n").filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
  }

  /** Mebibytes of memory that the process has, as the operating system counts; nothing where it does not tell. */
  get memory(): number {
    if (process.platform !== "linux") return 0;
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
  }

  async #firstLine(): Promise<string> {
    let said = "";
    return new Promise((resolve, reject) => {
      this.child.stdout?.on("data", (chunk) => {
        said += String(chunk);
        if (said.includes("\n")) resolve(said.slice(0, said.indexOf("\n")));
      });
      void this.ended.then(() => reject(new Error(`The collector did not start: ${this.#words}`)));
      this.child.once("error", reject);
    });
  }
}
