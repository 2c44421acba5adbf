import type { RatingResult } from "@aftertask/schema/words";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { envelope } from "./start.js";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** A program that was started. */
export interface Running {
  child: ChildProcess;
  out: () => string;
  err: () => string;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
  /** The first line of stdout. */
  ready: Promise<string>;
}

/** The built program, as a user starts it. Ends with the test. */
export function run(flags: string[], env: Record<string, string> = {}): Running {
  if (!existsSync(MAIN))
    throw new Error("dist/main.js is missing: build first (pnpm --filter @aftertask/collector run build).");
  const child = spawn(process.execPath, [MAIN, ...flags], { env: { PATH: process.env["PATH"] ?? "", ...env } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on("close", (code, signal) => resolve(code ?? signal)),
  );
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => out.includes("\n") && resolve(out.slice(0, out.indexOf("\n"))));
    void ended.then(() => reject(new Error(`The collector ended: ${err}`)));
  });
  ready.catch(() => {});
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, out: () => out, err: () => err, ended, ready };
}

export async function startDemo(folder: string): Promise<Running & { address: string }> {
  const running = run(["--demo", "--port", "0", "--database", folder]);
  const line = await running.ready;
  return { ...running, address: line.replace("Aftertask is ready at ", "") };
}

export async function send(address: string, ratings: unknown[]): Promise<RatingResult[]> {
  const answer = await fetch(`${address}v1/ratings`, { method: "POST", body: envelope(ratings) });
  return ((await answer.json()) as { results: RatingResult[] }).results;
}
