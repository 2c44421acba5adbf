import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { asAdministrator } from "../../test/as-administrator.js";
import { freshPlace } from "../../test/fresh-place.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { runCommand } from "./run.js";

const CONFIG = { projects: [{ key: "pk_intranet", origins: ["https://intranet.example"], touchpoints: "open" }] };

/** What each command needs beside the place. */
const COMMANDS: [name: string, flags: (folder: string) => string[]][] = [
  ["move", (folder) => ["--to", join(folder, "new")]],
  ["check", () => []],
  ["erase", () => ["--id", "0b5c1f0e-7d0c-4f0a-9c55-0a1b2c3d4e5f"]],
  ["retention", (folder) => ["--config", join(folder, "aftertask.json")]],
  ["publish", (folder) => ["--week", "2026-W01", "--config", join(folder, "aftertask.json")]],
];

/** An empty place that was never one of a collector's: a missing folder, or a database without schemas. */
async function nowhere(folder: string) {
  if (!inject("postgres")) {
    const place = join(folder, "typo");
    return { address: place, isUntouched: async () => !existsSync(place) };
  }
  const { address } = await freshPlace({ untouched: true });
  const schemas = "select from pg_namespace where nspname in ('intake', 'ratings', 'ledger')";
  return {
    address,
    isUntouched: () => asAdministrator(address, async (client) => (await client.query(schemas)).rowCount === 0),
  };
}

test.each(COMMANDS)("%s refuses a place that holds nothing of a collector, and makes none", async (name, flags) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "aftertask.json"), JSON.stringify(CONFIG));
  const { address, isUntouched } = await nowhere(folder);
  const said: string[] = [];
  await expect(
    runCommand([name, "--database", address, ...flags(folder)], {}, (line) => said.push(line)),
  ).rejects.toThrow(/^--database \(AFTERTASK_DATABASE\) must name .*; there is no (intake\.db in|schema intake)/);
  expect(said).toEqual([]);
  expect(await isUntouched()).toBe(true);
  expect(readdirSync(folder)).toEqual(["aftertask.json"]);
});
