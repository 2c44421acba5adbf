import { inject, test } from "vitest";
import { backsUpUnderLoad, PATIENTLY } from "./keeping/backup-load.contract.js";
import { freshDatabase } from "./postgres-place.js";
import { tries } from "./soak.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

test.each(tries(1, 5))(
  "F27: a backup of a database under the load of two collectors holds what was acknowledged before it (%i)",
  async () => backsUpUnderLoad(await freshDatabase(server), 2, await freshDatabase(server)),
  PATIENTLY,
);
