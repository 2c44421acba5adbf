import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import { freshFolder } from "../../test/sqlite-place.js";
import { envelope, ORIGIN, rating, TOKEN } from "../../test/start.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { runCommand } from "../commands/run.js";
import { serve } from "../serve.js";
import { readSettings } from "../settings.js";

const REAL = /holds what a collector with a configuration has kept.*--database \(AFTERTASK_DATABASE\)/;
const DEMO = /holds what was given to a demonstration.*--database \(AFTERTASK_DATABASE\)/;

function configFile(): string {
  const file = join(temporaryFolder(), "aftertask.json");
  writeFileSync(file, JSON.stringify({ projects: [{ key: "pk_intranet", origins: [ORIGIN], touchpoints: "open" }] }));
  return file;
}

const FLAGS = {
  demo: () => ["--demo"],
  configured: () => ["--config", configFile(), "--admin-token", TOKEN],
};
type Kind = keyof typeof FLAGS;

const start = (kind: Kind, database: string) =>
  serve(readSettings([...FLAGS[kind](), "--port", "0", "--database", database], {}), temporaryFolder());

/** Starts it, gives it a rating, and stops it. */
async function fill(kind: Kind, database: string): Promise<void> {
  const { address, stop } = await start(kind, database);
  try {
    const body = envelope([rating({ ratedAt: new Date().toISOString() })]);
    const headers = kind === "configured" ? { Origin: ORIGIN } : undefined;
    const answer = await fetch(`${address}v1/ratings`, { method: "POST", body, ...(headers && { headers }) });
    expect(await answer.json()).toMatchObject({ results: [{ status: "stored" }] });
  } finally {
    await stop();
  }
}

const command = (...words: string[]) => runCommand(words, {}, () => {});

describe.each([
  ["demo", "configured", DEMO],
  ["configured", "demo", REAL],
] as const)("what a %s collector has filled", (first, second, reason) => {
  test(`is refused to a ${second} one, and is still its own`, async () => {
    const { address } = await freshPlace();
    await fill(first, address);
    await expect(start(second, address)).rejects.toThrow(reason);
    await fill(first, address);
  });

  test(`is refused to a ${second} one after a move, and out of a backup`, async () => {
    const [from, moved, restored] = [await freshPlace(), await freshFolder(), await freshPlace()];
    const backup = join(temporaryFolder(), "backup");
    await fill(first, from.address);
    await command("move", "--database", from.address, "--to", moved.address);
    await command("backup", "--database", from.address, "--to", backup);
    await command("restore", "--database", restored.address, "--from", backup);
    for (const { address } of [moved, restored]) {
      await expect(start(second, address)).rejects.toThrow(reason);
      await fill(first, address);
    }
  });
});

test("what was tapped in a demonstration is neither published nor destroyed as a configuration says", async () => {
  const { address } = await freshPlace();
  await fill("demo", address);
  for (const words of [["publish", "--week", "2026-W01"], ["retention"]])
    await expect(command(...words, "--config", configFile(), "--database", address)).rejects.toThrow(DEMO);
});

test("a move brings nothing of a demonstration to what is real, even where nobody has said anything yet", async () => {
  const [real, silent, demo] = [await freshPlace(), await freshPlace(), await freshFolder()];
  await fill("configured", real.address);
  await (await start("configured", silent.address)).stop();
  await fill("demo", demo.address);
  for (const { address } of [real, silent]) {
    await expect(command("move", "--database", demo.address, "--to", address)).rejects.toThrow(
      /name (a new folder|an empty one)/,
    );
    await fill("configured", address);
  }
});

test("an empty place that was only migrated may become either's", async () => {
  for (const kind of ["demo", "configured"] as const) {
    const { address } = await freshPlace();
    await command("migrate", "--database", address);
    await fill(kind, address);
  }
});
