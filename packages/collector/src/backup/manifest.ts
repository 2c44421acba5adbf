import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { FILES, MANIFEST } from "../store/sqlite/folder.js";
import { BackupError } from "./backup-error.js";
import { RATER_KEYS } from "./rater-keys.js";

const FORMAT = 1;

const PARTS = [...FILES, RATER_KEYS] as const;

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** Version of the collector that made it. */
  collector: z.string(),
  /** When it was begun: everything that was acknowledged before is in it. */
  begun: z.iso.datetime(),
  /** The day on which the file with the keys of raters is to be destroyed, as they are where the collector runs. */
  raterKeysEnd: z.iso.date(),
  holds: z.object({ ratings: z.int(), ledger: z.int(), waiting: z.int() }),
  /** SHA-256 of each file. */
  files: z.record(z.enum(PARTS), z.hex()),
});

/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;

/** @param about all but what can be read off the folder */
export async function manifestOf(folder: string, about: Omit<Manifest, "format" | "files">): Promise<Manifest> {
  const sums = await Promise.all(PARTS.map(async (name) => [name, await sumOf(join(folder, name))] as const));
  return { format: FORMAT, ...about, files: Object.fromEntries(sums) as Manifest["files"] };
}

/**
 * Reads what a backup says of itself, and holds its files against it.
 * @throws BackupError where it is none, or is damaged
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = parse(folder);
  for (const name of PARTS) {
    const path = join(folder, name);
    if (name === RATER_KEYS && !existsSync(path)) continue;
    if (!existsSync(path)) throw new BackupError(`The backup ${folder} is not whole: ${name} is missing.`);
    if ((await sumOf(path)) !== manifest.files[name])
      throw new BackupError(`The backup ${folder} is damaged: ${name} is not as it was written. Use another one.`);
  }
  return manifest;
}

function parse(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) throw new BackupError(`${folder} is no backup: there is no ${MANIFEST} in it.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new BackupError(`The backup ${folder} is damaged: ${MANIFEST} cannot be read. Use another one.`, { cause });
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success)
    throw new BackupError(
      `The backup ${folder} is damaged, or a newer collector made it: ${MANIFEST} is not understood.`,
    );
  return parsed.data;
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
