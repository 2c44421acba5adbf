import { test } from "vitest";
import { movesWhenKilled } from "./keeping/move-kill.contract.js";
import { freshFolder } from "./sqlite-place.js";

test(
  "F22: a move into a folder that is killed leaves nothing that a collector starts on, and is repeated",
  { timeout: 1_800_000 },
  async () => movesWhenKilled(await freshFolder(), freshFolder),
);
