#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { isTooOld, OLDEST_NODE } from "./node-version.js";
import type { Log } from "./log.js";
import type { Serving } from "./serve.js";

// Whoever reads no further, as `head` does, has what they wanted. What was begun is ended all the same.
process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
  if (cause.code !== "EPIPE") throw cause;
});

/**
 * Milliseconds for the threads that write files to return from SQLite: ending one inside it aborts the process, which then
 * has another exit code.
 */
const COME_OUT = 500;

/** Ends with one line that says why. */
function refuse(reason: string): void {
  process.stderr.write(`aftertask-collector: ${reason}\n`);
  process.exitCode = 1;
}

if (isTooOld(process.versions.node))
  refuse(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
else await run();

async function run(): Promise<void> {
  // The largest first, one by one: what is imported together is opened at once, and many a system lets a process have no
  // more than 256 files open.
  for (const large of ["@aftertask/schema", "kysely"]) await import(large);
  // Loaded only now: an older Node.js would fail on what these files import, with a message that helps nobody.
  const [{ readSettings, USAGE }, { serve }, { createLog }] = await Promise.all([
    import("./settings.js"),
    import("./serve.js"),
    import("./log.js"),
  ]);
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    process.stdout.write(USAGE);
    return;
  }
  try {
    if (args[0] !== undefined && !args[0].startsWith("-")) {
      const { runCommand } = await import("./commands/run.js");
      process.exitCode = await runCommand(args, process.env, (line) => process.stdout.write(`${line}\n`));
      return;
    }
    const serving = await serve(readSettings(args, process.env), fileURLToPath(new URL("./public/", import.meta.url)));
    process.on("uncaughtException", (cause) => collapse(cause, createLog()));
    let stopped: Promise<void> | undefined;
    // A terminal and a runner may both pass the same signal on: the second one changes nothing.
    const stop = () => void (stopped ??= end(serving));
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
    process.stdout.write(`Aftertask is ready at ${serving.address}\n`);
  } catch (cause) {
    refuse(reasonOf(cause));
  }
}

/**
 * Nobody knows in which state an error that nobody caught has left the process: whatever started it starts another one.
 * Node's own words about it would repeat the error's message, and that may repeat what somebody wrote.
 */
function collapse(cause: unknown, log: Log): void {
  log.error({ cause }, "an error that nobody caught: the collector ends");
  // This thread sleeps, so that nothing more is asked of them.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, COME_OUT);
  process.exit(1);
}

/** What was answered as stored is on disk whatever happens here; the next start moves on what waits. */
async function end(serving: Serving): Promise<void> {
  try {
    await serving.stop();
  } catch (cause) {
    refuse(`stopping failed (${reasonOf(cause)}): what was stored is kept; start again to go on.`);
  }
  process.exit();
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
