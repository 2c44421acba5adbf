import { test } from "vitest";
import { backsUpUnderLoad, PATIENTLY } from "./keeping/backup-load.contract.js";
import { tries } from "./soak.js";
import { freshFolder } from "./sqlite-place.js";

test.each(tries(1, 5))(
  "F27: a backup of a folder under load holds what was acknowledged before it (%i)",
  async () => backsUpUnderLoad(await freshFolder(), 1, await freshFolder()),
  PATIENTLY,
);
