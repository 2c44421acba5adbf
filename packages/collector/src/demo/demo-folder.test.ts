import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { isDemoFolder, isNewFolder, markDemoFolder } from "./demo-folder.js";

test("a new folder may become a demonstration's, and stays it", () => {
  const folder = join(temporaryFolder(), "data");
  expect([isNewFolder(folder), isDemoFolder(folder)]).toEqual([true, true]);
  mkdirSync(folder);
  markDemoFolder(folder);
  writeFileSync(join(folder, "intake.db"), "");
  expect([isNewFolder(folder), isDemoFolder(folder)]).toEqual([false, true]);
});

test("a folder that another collector has filled is none, and neither is a file", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "intake.db"), "");
  for (const place of [folder, join(folder, "intake.db")])
    expect([isNewFolder(place), isDemoFolder(place)]).toEqual([false, false]);
});
