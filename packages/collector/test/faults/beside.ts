import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("beside.mjs", import.meta.url));

/**
 * Does something to a folder's files from a process of its own: a lock of the operating system belongs to a process. `hold`
 * keeps them from everybody else; `checkpoint` moves their logs into the files every 10 ms. Settles when it is over.
 * @returns how many checkpoints were made
 */
export async function beside(what: "hold" | "checkpoint", folder: string, milliseconds: number): Promise<number> {
  const child = fork(PROGRAM, [what, folder, String(milliseconds)], { execArgv: [] });
  const [made] = (await once(child, "message")) as [number];
  await once(child, "exit");
  return made;
}
