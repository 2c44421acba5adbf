import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** What a sender knows about a rating: what it was about to send, and later what came of it. */
export type Event = Intent | Outcome;

export interface Intent {
  id: string;
  /** Of what may be kept of it: see `contentOf`. */
  content: string;
}

export interface Outcome {
  id: string;
  /**
   * `ok`: answered as stored, or as known. `fail`: answered that it is not kept. `info`: nobody knows, since the request
   * timed out, was cut off or was answered with 5xx.
   */
  outcome: "ok" | "fail" | "info";
  /** The result's own word, or what happened to the request: `stored`, `503`, `ECONNRESET`. */
  word: string;
}

/**
 * The sender's own file, so that it can be held against the collector's. What is about to be sent is written before it is
 * sent, and what came of it as soon as that is known.
 */
export class History {
  readonly #file: number;

  constructor(readonly path: string) {
    this.#file = openSync(path, "a");
  }

  note(events: readonly Event[]): void {
    writeSync(this.#file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  }

  /** Everything so far, as it stands in the file. */
  read(): Event[] {
    const lines = readFileSync(this.path, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Event);
  }

  close(): void {
    closeSync(this.#file);
  }
}
