import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { freePort } from "../../packages/collector/test/free-port.js";

/** What was kept of a rating, read from where the server keeps it. */
export type StoredRecord = Record<string, unknown>;

/** How to start a server that somebody else wrote. */
interface Program {
  /** The program's entry file, below `servers/node_modules`. */
  entry: string;
  /** Its command line. */
  words(port: string): readonly string[];
  /** Lays into its folder what has to be there before it starts. */
  prepare?(folder: string): Promise<void>;
  /** What it says when it is ready; default: it is as soon as its port answers. */
  ready?: string;
}

/** Somebody else's server as a process of its own, in an empty folder, reachable from this machine only. */
export class ForeignServer {
  #said = "";

  private constructor(
    readonly folder: string,
    readonly address: string,
    readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (this.#said += chunk));
  }

  static async start({ entry, words, prepare, ready = "" }: Program): Promise<ForeignServer> {
    const folder = await mkdtemp(join(tmpdir(), "aftertask-foreign-"));
    await prepare?.(folder);
    const port = await freePort();
    const program = fileURLToPath(new URL(`servers/node_modules/${entry}`, import.meta.url));
    const child = spawn(process.execPath, [program, ...words(String(port))], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const server = new ForeignServer(folder, `http://127.0.0.1:${port}`, child);
    try {
      await vi.waitFor(() => server.#mustBe(ready), { timeout: 30_000, interval: 50 });
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** The text of a file in its folder; an empty one as long as there is no such file. */
  read(file: string): Promise<string> {
    return readFile(join(this.folder, file), "utf8").catch(() => "");
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, "exit");
      this.child.kill();
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #mustBe(ready: string): Promise<void> {
    await fetch(this.address);
    if (!this.#said.includes(ready)) throw new Error(`Not ready yet: ${this.#said}`);
  }
}
