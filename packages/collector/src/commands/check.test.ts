import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { intakeRows } from "../../test/rows.js";
import { freshFolder } from "../../test/sqlite-place.js";
import { runCommand } from "./run.js";

test.each(["ratings", "ledger"] as const)("what is damaged in the file of the %s is found and named", async (name) => {
  const place = await freshFolder();
  const stores = await place.open();
  const rows = intakeRows(2_000);
  await stores.ratings.add(rows.map(({ rating }) => rating));
  await stores.ledger.add(rows.flatMap(({ ledger }) => ledger ?? []));
  await stores.close();
  const path = join(place.address, `${name}.db`);
  const file = openSync(path, "r+");
  // Past the pages that are needed to open it.
  writeSync(file, Buffer.alloc(2_000, 0xa5), 0, 2_000, Math.floor(statSync(path).size * 0.7));
  closeSync(file);

  const lines: string[] = [];
  const code = await runCommand(["check", "--database", place.address], {}, (line) => lines.push(line));
  expect(code).toBe(1);
  expect(lines[0]).toMatch(new RegExp(`^${name}\\.db is damaged: `));
  expect(lines.at(-1)).toBe("Restore a backup.");
});
