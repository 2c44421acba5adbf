import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.js";
import { MissingFileError, placeOf } from "./place.js";

function files() {
  const folder = temporaryFolder();
  const [file, log] = [join(folder, "intake.db"), join(folder, "intake.db-wal")];
  for (const path of [file, log]) writeFileSync(path, "");
  return { file, log, place: placeOf(file) };
}

test("a file that is where it was opened is in its place", () => {
  const { place } = files();
  expect(() => place.check()).not.toThrow();
  expect(() => place.checkWriting(true)).not.toThrow();
});

test.each(["file", "log"] as const)("a %s that is gone is missed by its name", (which) => {
  const { place, ...paths } = files();
  rmSync(paths[which]);
  expect(() => place.check()).toThrow(MissingFileError);
  expect(() => place.check()).toThrow(which === "file" ? "intake.db was" : "intake.db-wal was");
});

test("a file that was replaced by another of its name is missed, too", () => {
  const { file, place } = files();
  renameSync(file, `${file}.aside`);
  writeFileSync(file, "");
  expect(() => place.check()).toThrow(MissingFileError);
});

test("a file that may not be written any more is told", () => {
  const { file, place } = files();
  rmSync(file);
  expect(() => place.checkWriting(false)).toThrow("ENOENT");
});
