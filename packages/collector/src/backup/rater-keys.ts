import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Key, Keys } from "../store/keys.js";

/** The file of the keys of raters, apart from the rest, so that they can be destroyed in time without it. */
export const RATER_KEYS = "rater-keys.json";

const raterKeysSchema = z.array(z.object({ project: z.string(), week: z.string(), secret: z.base64url() }));

export function raterKeysText(keys: readonly Key[]): string {
  const words = keys.map(({ project, week, secret }) => ({
    project,
    week,
    secret: Buffer.from(secret).toString("base64url"),
  }));
  return `${JSON.stringify(words, null, 2)}\n`;
}

/** Takes over what is in the file, if that has not been destroyed. */
export async function adoptRaterKeys(folder: string, keys: Keys): Promise<void> {
  const path = join(folder, RATER_KEYS);
  if (!existsSync(path)) return;
  for (const { project, week, secret } of raterKeysSchema.parse(JSON.parse(readFileSync(path, "utf8"))))
    await keys.adopt({ project, purpose: "rater", week, secret: new Uint8Array(Buffer.from(secret, "base64url")) });
}
