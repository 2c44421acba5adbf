import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Stores } from "../stores.js";
import { DatabaseUnusableError } from "../unusable.js";
import { settle } from "./durable.js";
import { FILES, makeFolder, UNFINISHED } from "./folder.js";
import { DatabaseInUseError, Lock } from "./lock.js";
import { openFolder } from "./open.js";

/**
 * Fills a folder that is empty or missing. Until everything is there, a mark keeps collectors away. It is a lock as well:
 * of two that would fill the folder at the same time, one is refused.
 * @param bring puts files there before they are opened. Default: the stores make their own
 */
export async function fillFolder<Result>(
  folder: string,
  flag: string,
  work: (stores: Stores) => Promise<Result>,
  bring: () => void = () => {},
): Promise<Result> {
  const mark = join(folder, UNFINISHED);
  const lock = lockEmpty(folder, flag);
  try {
    settle(mark);
    settle(folder);
    // Whatever an earlier try has left, logs above all: they would be taken for those of the new files.
    for (const name of readdirSync(folder)) if (name !== UNFINISHED) rmSync(join(folder, name), { recursive: true });
    bring();
    const result = await inside(folder, work);
    for (const name of FILES) settle(join(folder, name));
    settle(folder);
    rmSync(mark);
    settle(folder);
    return result;
  } finally {
    lock.release();
  }
}

/** Where the mark is, the folder was empty before: what lies beside it was left by a try that was interrupted. */
function lockEmpty(folder: string, flag: string): Lock {
  try {
    makeFolder(folder);
    const found = readdirSync(folder);
    if (found.length === 0 || found.includes(UNFINISHED)) return new Lock(join(folder, UNFINISHED), folder);
  } catch (cause) {
    if (cause instanceof DatabaseInUseError) throw cause;
    throw new DatabaseUnusableError(
      `${folder} cannot be used (${cause instanceof Error ? cause.message : String(cause)}): name a folder that can be written with ${flag}.`,
      { cause },
    );
  }
  throw new DatabaseUnusableError(`${folder} is not empty: name a new folder with ${flag}.`);
}

async function inside<Result>(folder: string, work: (stores: Stores) => Promise<Result>): Promise<Result> {
  const stores = openFolder(folder, { unfinished: true });
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}
