import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../test/temporary-folder.js";
import { serve } from "./serve.js";
import { readSettings } from "./settings.js";
import { openSqlite } from "./store/sqlite/open.js";

/** Ports that this process listens at. */
const listening = () => process.getActiveResourcesInfo().filter((resource) => resource === "TCPServerWrap").length;

test("a collector that cannot be made leaves neither its port nor its folder taken", async () => {
  const publicFolder = temporaryFolder();
  mkdirSync(join(publicFolder, "script"));
  symlinkSync("nothing", join(publicFolder, "script", "aftertask.js"));
  const database = temporaryFolder();
  const settings = readSettings(["--demo", "--port", "0", "--database", database], {});
  const before = listening();

  await expect(serve(settings, publicFolder)).rejects.toThrow("ENOENT");

  await vi.waitFor(() => expect(listening()).toBe(before));
  await openSqlite(database).close();
});
