import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Report } from "@aftertask/schema/words";
import { DatabaseSync } from "@photostructure/sqlite";
import { freePort } from "../../packages/collector/test/free-port.js";

const MAIN = fileURLToPath(new URL("../../packages/collector/dist/main.js", import.meta.url));

export interface Start {
  /** Address of a PostgreSQL database. Default: SQLite, in the folder. Only the first start is asked. */
  database?: string | undefined;
  /** Addresses of modules that are loaded before the collector. */
  preload?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** A collector in demo mode, as a process of its own, on a folder of its own unless it is given a database. */
export class RunningCollector {
  #process: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly database: string,
  ) {}

  static async start(how: Start = {}): Promise<RunningCollector> {
    const folder = await mkdtemp(join(tmpdir(), "aftertask-"));
    for (let tries = 1; ; tries++) {
      const collector = new RunningCollector(folder, await freePort(), how.database ?? folder);
      try {
        await collector.resume(how);
        return collector;
      } catch (error) {
        // A port that was free a moment ago may be somebody else's by now.
        if (tries === 3 || !String(error).includes("EADDRINUSE")) throw error;
      }
    }
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts again on the same folder and port. */
  async resume({ preload = [], env = {} }: Start = {}): Promise<void> {
    const child = spawn(process.execPath, [...preload.flatMap((module) => ["--import", module]), MAIN], {
      env: { ...process.env, ...env, PORT: String(this.port), AFTERTASK_DATABASE: this.database, AFTERTASK_DEMO: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    let complaint = "";
    child.stderr.on("data", (chunk) => (complaint += chunk));
    const ready = once(createInterface(child.stdout), "line").then(([line]) => line as string);
    const ended = once(child, "exit").then(() => {
      throw new Error(`The collector did not start: ${complaint}`);
    });
    const line = await Promise.race([ready, ended]);
    if (line !== `Aftertask is ready at ${this.address}/`) throw new Error(`An unexpected line: ${line}`);
    ended.catch(() => {});
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  }

  /** Stops for good and clears up. */
  async end(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async report(touchpoint: string): Promise<Report> {
    const answer = await fetch(`${this.address}/v1/report?key=pk_intranet&touchpoint=${touchpoint}`);
    if (!answer.ok) throw new Error(`The report answered ${answer.status}.`);
    return (await answer.json()) as Report;
  }

  post(body: unknown): Promise<Response> {
    return fetch(`${this.address}/v1/ratings`, {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: JSON.stringify(body),
    });
  }

  /** Every row of a table of SQLite. The collector must be stopped: its files are nobody else's while it runs. */
  rows(file: "ratings" | "intake" | "ledger"): Record<string, unknown>[] {
    if (this.#process) throw new Error("Stop the collector before its files are read.");
    const database = new DatabaseSync(join(this.folder, `${file}.db`), { readOnly: true });
    try {
      return database.prepare(`SELECT * FROM ${file}`).all() as Record<string, unknown>[];
    } finally {
      database.close();
    }
  }
}
