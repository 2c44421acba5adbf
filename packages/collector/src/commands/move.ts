import { SettingsError } from "../settings.js";
import { obstaclesIn } from "../store/obstacles.js";
import { hex, type IntakeRow } from "../store/row.js";
import type { Stores } from "../store/stores.js";
import type { Command } from "./command.js";

const PAGE = 500;

/**
 * `move --to PLACE`: copies everything that is kept to another database. The old one stays as it is. Whatever moment it
 * is interrupted at, the same again ends what was begun.
 */
export const move: Command = async ({ database, to, open, say }) => {
  if (to === undefined) throw new SettingsError("--to must name the place to move to: a folder, or postgres://….");
  if (to === database) throw new SettingsError("--to must name another place than --database.");
  const from = await open(database);
  try {
    const target = await open(to);
    try {
      await copyKeys(from, target);
      const counts = [await copyLedger(from, target), await copyRatings(from, target), await copyIntake(from, target)];
      say(
        `Copied ${counts[1]} ratings, ${counts[0]} rows of the ledger and ${counts[2]} ratings that wait for the mix.`,
      );
      say("Start the collector with the new place, and destroy the old one when you have seen that all is well.");
      return 0;
    } finally {
      await target.close();
    }
  } finally {
    await from.close();
  }
};

/** First: without the same keys the rest would be of no use. */
async function copyKeys(from: Stores, target: Stores): Promise<void> {
  for (const key of await from.keys.all()) {
    await target.keys.adopt(key);
    const kept = await target.keys.secret(key.project, key.purpose, key.week);
    if (hex(kept) !== hex(key.secret))
      throw new Error(`The new place holds ratings of ${key.project} already: move to an empty one.`);
  }
}

async function copyLedger({ ledger }: Stores, target: Stores): Promise<number> {
  let count = 0;
  for (let page = await ledger.page(undefined, PAGE); page.length > 0; page = await ledger.page(page.at(-1), PAGE)) {
    await target.ledger.add(page);
    count += page.length;
  }
  return count;
}

async function copyRatings({ ratings }: Stores, target: Stores): Promise<number> {
  let count = 0;
  for (let page = await ratings.page(undefined, PAGE); page.length > 0; page = await ratings.page(page.at(-1), PAGE)) {
    await target.ratings.add(page);
    count += page.length;
  }
  return count;
}

async function copyIntake({ intake }: Stores, target: Stores): Promise<number> {
  let count = 0;
  for (const group of await intake.waiting())
    await intake.lend(group.project, group.counted, group.count, async ({ rows }) => {
      for (let at = 0; at < rows.length; at += PAGE) await appendAll(target, rows.slice(at, at + PAGE));
      count += rows.length;
    });
  return count;
}

async function appendAll(target: Stores, rows: readonly IntakeRow[]): Promise<void> {
  const met = await target.intake.append(rows, obstaclesIn(target));
  if (met.some((obstacle) => obstacle?.is === "late"))
    throw new Error("The new place has closed a week of ratings that still wait in the old one: move to an empty one.");
}
