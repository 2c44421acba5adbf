import { UUID } from "@aftertask/schema/words";
import { readFileSync } from "node:fs";
import { createEraser } from "../access/erase.js";
import { createPseudonymiser } from "../receive/pseudonym.js";
import { SettingsError } from "../settings.js";
import type { Command } from "./command.js";
import { openBeside } from "./open-beside.js";

/** `erase --id ID…` or `--ids FILE`: erases ratings by their ids. Says how many, and repeats no id. */
export const erase: Command = async ({ database, id, ids, open, say }) => {
  const all = [...new Set([...id.map(one("--id")), ...(ids === undefined ? [] : linesOf(ids).map(one("--ids")))])];
  if (all.length === 0) throw new SettingsError("--id must name a rating; or --ids a file of ids, one on each line.");
  const stores = await openBeside(open, database, "ask it, with DELETE /v1/ratings/{id}");
  try {
    const pseudonymiser = createPseudonymiser(stores.keys);
    const now = async () => Math.max(Date.now(), (await stores.time()) ?? 0);
    const eraser = createEraser({ stores, pseudonymiser, now });
    let [erased, empty] = [0, 0];
    for (const each of all) {
      const count = await eraser(each);
      erased += count;
      if (count === 0) empty++;
    }
    say(`Erased ${erased} ratings. Of ${all.length} ids, ${empty} had none.`);
    return 0;
  } finally {
    await stores.close();
  }
};

/** The id as it stands in the stores. Before anything is erased, all must be ids. */
function one(flag: string): (text: string, index: number) => string {
  return (text, index) => {
    const id = text.trim().toLowerCase();
    if (UUID.test(id)) return id;
    throw new SettingsError(
      `${flag} must name ids as they were sent, such as 0b5c1f0e-…: number ${index + 1} is none.`,
    );
  };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
  } catch (cause) {
    throw new SettingsError(`--ids must name a file that can be read; ${file} cannot.`, { cause });
  }
}
