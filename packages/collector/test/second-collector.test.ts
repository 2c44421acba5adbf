import { symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { run, send, startDemo } from "./program.js";
import { rating } from "./start.js";
import { temporaryFolder } from "./temporary-folder.js";

test("F17: whatever is started beside a collector on its folder ends with the reason, and the collector goes on", async () => {
  const folder = temporaryFolder();
  const link = join(temporaryFolder(), "link");
  symlinkSync(folder, link);
  const first = await startDemo(folder);
  const others = [
    ["--demo", "--port", "0", "--database", relative(process.cwd(), folder)],
    ["--demo", "--port", "0", "--database", link],
    ["migrate", "--database", folder],
  ].map((flags) => run(flags));
  for (const other of others) {
    expect(await other.ended).toBe(1);
    expect(other.err()).toMatch(/^aftertask-collector: Another collector is using [^\n]+: stop it[^\n]+\n$/);
    expect(other.out()).toBe("");
  }
  expect(await send(first.address, [rating()])).toMatchObject([{ status: "stored" }]);
});
