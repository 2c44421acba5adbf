import type { AccessAnswer, RatingResult, Report } from "@aftertask/schema/words";
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Retained } from "../../src/retention/retain.js";
import { envelope } from "../start.js";

const PROGRAM = fileURLToPath(new URL("collector.mjs", import.meta.url));

/** The collector is gone, or says that it cannot serve. */
export class Unserved extends Error {
  override readonly message = "The collector process has ended, or does not serve.";
}

/** What happens when a step is reached; `later`: it dies, once it has been armed. */
type Mode = "die" | "stand still" | "later";

/** A collector in a process of its own that dies, or stands still, at one step. */
export class CollectorProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer | undefined) => void>();
  #last = 0;
  /** Settles when the process is gone. */
  readonly ended: Promise<void>;
  /** Settles when it stands still at its step; never where it dies. */
  readonly reached: Promise<void>;
  hasEnded = false;
  /** Whether its step was reached without dying there. */
  standsStill = false;
  time = Date.UTC(2026, 10, 21, 9, 30);

  private constructor(place: string, step: string, mode: Mode) {
    this.#child = fork(PROGRAM, [place, step, mode], { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
    this.ended = new Promise((resolve) => this.#child.once("close", resolve as () => void));
    void this.ended.then(() => {
      this.hasEnded = true;
      for (const settle of this.#waiting.values()) settle(undefined);
    });
    this.reached = new Promise((resolve) =>
      this.#child.on("message", (message: object) => {
        if (!("reached" in message)) return;
        this.standsStill = true;
        resolve();
      }),
    );
    this.#child.on("message", (answer: Answer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    onTestFinished(async () => {
      this.#child.kill("SIGKILL");
      await this.ended;
    });
  }

  static async start(place: string, step = "", mode: Mode = "die"): Promise<CollectorProcess> {
    const made = new CollectorProcess(place, step, mode);
    const ready = new Promise((resolve) =>
      made.#child.on("message", (message: object) => "ready" in message && resolve(message)),
    );
    await Promise.race([ready, made.ended]);
    return made;
  }

  /** @throws Unserved */
  async send(ratings: object[]): Promise<RatingResult[]> {
    const { status, body } = await this.#ask({ path: "/v1/ratings", body: envelope(ratings) });
    if (status !== 200) throw new Unserved();
    return (body as { results: RatingResult[] }).results;
  }

  /** How many ratings moved; -1 where the mix failed. @throws Unserved */
  async mix(): Promise<number> {
    return (await this.#ask({ mix: true })).moved ?? 0;
  }

  /** Whether it was acknowledged. @throws Unserved */
  async erase(id: string): Promise<boolean> {
    return (await this.#ask({ path: `/v1/ratings/${id}`, method: "DELETE" })).status === 204;
  }

  /** How many ratings are kept under the id. @throws Unserved */
  async kept(id: string): Promise<number> {
    const { status, body } = await this.#ask({ path: `/v1/ratings/${id}` });
    return status === 404 ? 0 : (body as AccessAnswer).ratings.length;
  }

  /** @throws Unserved */
  async retain(): Promise<Retained> {
    const { retained } = await this.#ask({ retain: true });
    if (!retained) throw new Unserved();
    return retained;
  }

  /** From now on its step is one to die at. */
  arm(): void {
    this.#child.send({ arm: true, time: this.time });
  }

  async report(): Promise<Report> {
    return (await this.#ask({ path: "/v1/report?key=pk_intranet" })).body as Report;
  }

  goOn(): void {
    if (this.hasEnded) throw new Unserved();
    this.#child.send({ resume: true });
  }

  async stop(): Promise<void> {
    this.#child.send({ stop: true });
    await this.ended;
  }

  async #ask(question: object): Promise<Answer> {
    if (this.hasEnded) throw new Unserved();
    const id = ++this.#last;
    const answer = await new Promise<Answer | undefined>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.send({ id, time: this.time, ...question }, (failed) => failed && resolve(undefined));
    });
    if (!answer) throw new Unserved();
    return answer;
  }
}

interface Answer {
  id: number;
  status?: number;
  body?: unknown;
  moved?: number;
  retained?: Retained;
}
