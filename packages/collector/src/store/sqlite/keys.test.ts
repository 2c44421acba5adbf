import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.js";
import { hex } from "../row.js";
import { Database } from "./database.js";
import { KEYS_TABLE, SqliteKeys } from "./keys.js";
import { Thread } from "./thread.js";

test("all who ask for a new key while the file is taken get the one that is kept", async () => {
  const threads = { writer: new Thread(), housekeeper: new Thread() };
  const database = new Database(join(temporaryFolder(), "intake.db"), [KEYS_TABLE], threads);
  onTestFinished(async () => {
    for (const thread of Object.values(threads)) await thread.close();
    database.close();
  });
  const keys = new SqliteKeys(database);

  const taken = database.rewrite();
  const secrets = await Promise.all([1, 2, 3].map(() => keys.secret("pk_intranet", "rater", "2026-W47")));
  await taken;

  const kept = await keys.secret("pk_intranet", "rater", "2026-W47");
  expect(secrets.map(hex)).toEqual([kept, kept, kept].map(hex));
});
