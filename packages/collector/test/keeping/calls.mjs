// @ts-check
const point = Number(process.env["AFTERTASK_KILL_AT"] ?? "0");
let calls = 0;

/** Two points for each call: before it, and when it has been answered. */
export function reach() {
  if (++calls === point) process.kill(process.pid, "SIGKILL");
}

export function callsMade() {
  return calls;
}
