import { execFileSync } from "node:child_process";

/** Whether no process can be given narrower limits here: that takes Linux, and `prlimit`. */
export const NO_LIMITS = !can();

function can(): boolean {
  try {
    execFileSync("prlimit", ["--nofile"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
