import { connect } from "node:net";
import { envelope } from "../start.js";
import type { Posted } from "./post.js";
import type { Program } from "./program.js";
import type { Story } from "./story.js";

/** A rating all but the last byte of which has been sent. */
export interface Held {
  release(): void;
  /** Rejects where the connection ends without an answer. */
  answered: Promise<Pick<Posted, "status">>;
}

/** Sends a rating up to its last byte, and waits until the collector has it. */
export async function hold(story: Story, program: Program): Promise<Held> {
  const rating = story.next();
  story.intend([rating]);
  const body = envelope([rating]);
  const bytes = Buffer.byteLength(body);
  const { hostname, port } = new URL(program.address);
  const socket = connect(Number(port), hostname);
  const head = `POST /v1/ratings HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: text/plain\r\nContent-Length: ${bytes}\r\n\r\n`;
  await new Promise<void>((sent, failed) => {
    socket.once("error", failed);
    socket.write(head + body.slice(0, -1), () => sent());
  });
  // Whoever is answered on a later connection knows that the earlier one has been read.
  await fetch(`${program.address}/healthz`);
  const answered = new Promise<Pick<Posted, "status">>((resolve, reject) => {
    let said = "";
    socket.on("data", (chunk) => {
      said += String(chunk);
      const status = /^HTTP\/1\.1 (\d+)/.exec(said)?.[1];
      if (!status || !said.includes("\r\n\r\n")) return;
      story.history.note([{ id: rating.id, outcome: status === "200" ? "ok" : "info", word: status }]);
      socket.destroy();
      resolve({ status: Number(status) });
    });
    socket.once("close", () => reject(new Error("The connection ended without an answer.")));
  });
  return { release: () => socket.write(body.slice(-1)), answered };
}
