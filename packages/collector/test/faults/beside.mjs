// @ts-check
// Another process at the files of a collector: see beside.ts.
import { DatabaseSync } from "@photostructure/sqlite";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const [what = "", folder = "", milliseconds = ""] = process.argv.slice(2);
const over = performance.now() + Number(milliseconds);
const files = ["intake", "ratings", "ledger"].map((name) => new DatabaseSync(join(folder, `${name}.db`)));
let made = 0;

if (what === "hold") {
  const [intake] = files;
  intake?.exec("PRAGMA busy_timeout = 5000; BEGIN EXCLUSIVE");
  await pause(Number(milliseconds));
  intake?.exec("COMMIT");
} else {
  while (performance.now() < over) {
    for (const file of files) {
      try {
        file.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        made++;
      } catch {
        // The collector is writing; the next one is not far.
      }
    }
    await pause(10);
  }
}
for (const file of files) file.close();
process.send?.(made);
process.disconnect();
