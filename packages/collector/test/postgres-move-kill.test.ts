import { inject, test } from "vitest";
import { movesWhenKilled } from "./keeping/move-kill.contract.js";
import { freshDatabase } from "./postgres-place.js";
import { freshFolder } from "./sqlite-place.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

test(
  "F22: a move into a database that is killed leaves nothing there, and is repeated",
  { timeout: 1_800_000 },
  async () => movesWhenKilled(await freshFolder(), () => freshDatabase(server)),
);
