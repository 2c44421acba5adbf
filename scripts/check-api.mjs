// @ts-check
// The public surface of every package is a reviewed file beside it: packages/<room>/<name>.api.md. A difference fails
// here; `--write` takes it over, and the diff shows what users will notice. In a documented package nothing public is
// without a comment.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { report } from "./api/report.mjs";
import { workspaces } from "./repository.mjs";
import { createTally } from "./tally.mjs";

/** Rooms in which every public name has its comment. One joins once its reports carry no mark any more, and stays. */
const DOCUMENTED = new Set(["schema", "client", "widget", "insights", "collector", "react"]);

const MARK = "(undocumented)";

const write = process.argv.includes("--write");
const tally = createTally("api");

const entries = workspaces("packages").flatMap(({ room, folder, manifest }) =>
  Object.entries(manifest.exports ?? {}).flatMap(([door, target]) => {
    const types = typeof target === "object" && target !== null && "types" in target ? target.types : undefined;
    // `.` is called like its package, `./words` like itself.
    const name = door === "." ? room : door.replace("./", "").replaceAll("/", "-");
    return typeof types === "string" ? [{ room, folder, name, types: join(folder, types) }] : [];
  }),
);

for (const entry of entries) {
  const fact = `packages/${entry.room}/${entry.name}.api.md is the surface`;
  if (!existsSync(entry.types)) {
    tally.fail(fact, `${entry.types} was not built`);
    continue;
  }
  try {
    const { same, complaints } = report(entry, { write });
    tally.expectNone(fact, [
      ...complaints,
      ...(same ? [] : ["it changed: run node scripts/check-api.mjs --write and review the diff"]),
    ]);
  } catch (error) {
    tally.fail(fact, error instanceof Error ? error.message : String(error));
    continue;
  }
  if (DOCUMENTED.has(entry.room))
    tally.expectNone(
      `packages/${entry.room}/${entry.name}.api.md leaves nothing without a comment`,
      undocumented(entry),
    );
}
tally.close();

/**
 * The public names that no comment says more of, as the report writes them: each stands on the line after its mark.
 * @param {{ folder: string, name: string }} entry
 * @returns {string[]}
 */
function undocumented({ folder, name }) {
  const lines = readFileSync(join(folder, `${name}.api.md`), "utf8").split("\n");
  return lines.flatMap((line, index) =>
    line.includes(MARK) ? [`write a comment for: ${lines[index + 1]?.trim() ?? ""}`] : [],
  );
}
