// @ts-check
// Runs a program to its end. A signal that reaches us is passed on, and we leave only when the program has left.
import { spawn } from "node:child_process";
import { constants } from "node:os";

import { ROOT } from "../repository.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** @type {NodeJS.Signals | undefined} */
let stopped;

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the whole group: a second copy could be taken for "at once, please".
    stop(signal, { tell: signal !== "SIGINT" || !process.stdin.isTTY });
  });
}

// npm runs a script in a shell and sends its signals to that shell, which dies without passing them on. What we can
// see of it is that we have another parent.
if (process.env["npm_lifecycle_event"] !== undefined) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop("SIGTERM", { tell: true });
  }, 100);
  watch.unref();
}

/**
 * @param {NodeJS.Signals} signal
 * @param {{ tell: boolean }} whether  The programs have to be told, because nobody else does.
 */
function stop(signal, { tell }) {
  stopped = signal;
  if (running.size === 0) process.exit(128 + constants.signals[signal]);
  if (tell) for (const child of running) child.kill(signal);
}

/**
 * @typedef {object} Habits
 * @property {NodeJS.ProcessEnv} [env]
 * @property {"stdout" | "stderr"} [output]  Where the program's own stdout goes; default "stdout".
 * @property {boolean} [last]  The program is what the user asked for: after a signal, its exit code is ours.
 */

/**
 * Settles with the exit code; 127 when the program could not be started. Leaves for good when a signal came meanwhile.
 * @param {string} command
 * @param {string[]} args
 * @param {Habits} [habits]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = process.env, output = "stdout", last = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env,
      stdio: ["ignore", output === "stdout" ? "inherit" : process.stderr, "inherit"],
    });
    running.add(child);
    child.once("error", (error) => {
      running.delete(child);
      console.error(`${command} could not be started: ${error.message}`);
      resolve(127);
    });
    child.once("close", (code, signal) => {
      running.delete(child);
      const result = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
      if (stopped !== undefined && !last) process.exit(128 + constants.signals[stopped]);
      resolve(result);
    });
  });
}
