import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import { rating, start } from "../../test/start.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { runCommand } from "./run.js";

async function run(...args: string[]): Promise<string[]> {
  const lines: string[] = [];
  expect(await runCommand(args, {}, (line) => lines.push(line))).toBe(0);
  return lines;
}

function fileOf(text: string): string {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, text);
  return file;
}

/** Three ratings of today, in a place that nobody serves. */
async function filled() {
  const running = await start({ now: Date.now });
  const all = Array.from({ length: 3 }, () => rating({ ratedAt: new Date().toISOString() }));
  await running.send(all);
  await running.stop();
  return { place: running.place, all, ids: all.map(({ id }) => id) };
}

test("ratings are erased by their ids, from the command line and from a file, and no id is repeated", async () => {
  const { place, all, ids } = await filled();
  const [one = "", two = "", three = ""] = ids;
  const file = fileOf(`${two}\r\n\n${crypto.randomUUID()}\n${two}\n`);
  const lines = await run("erase", "--database", place.address, "--id", one.toUpperCase(), "--ids", file);
  expect(lines).toEqual(["Erased 2 ratings. Of 3 ids, 1 had none."]);
  const again = await start({ now: Date.now }, place);
  const statuses = await Promise.all(ids.map(async (id) => (await again.request(`/v1/ratings/${id}`)).status));
  expect(statuses).toEqual([404, 404, 200]);
  expect(await again.send(all)).toMatchObject(all.map(({ id }) => ({ id, status: "duplicate" })));
  expect(three).not.toBe("");
});

test("what is no id is refused before anything is erased, without repeating it", async () => {
  const { place, ids } = await filled();
  const refused = (...args: string[]) => runCommand(["erase", "--database", place.address, ...args], {}, () => {});
  await expect(refused("--id", ids[0] ?? "", "--id", "my-name")).rejects.toThrow(/^--id must .* number 2 is none\.$/);
  await expect(refused("--ids", fileOf(`${ids[0]}\nx\n`))).rejects.toThrow(/^--ids must .* number 2 is none\.$/);
  await expect(refused("--ids", join(temporaryFolder(), "none"))).rejects.toThrow(/cannot/);
  await expect(refused()).rejects.toThrow(/--id must name/);
  const again = await start({ now: Date.now }, place);
  expect((await again.request(`/v1/ratings/${ids[0]}`)).status).toBe(200);
});

test("beside a collector that serves, both commands work on PostgreSQL, and are refused with the reason on a folder", async () => {
  const place = await freshPlace();
  const running = await start({ now: Date.now }, place);
  const one = rating({ ratedAt: new Date().toISOString() });
  await running.send([one]);
  const config = fileOf(
    JSON.stringify({ projects: [{ key: "pk_other", origins: ["https://other.example"], touchpoints: "open" }] }),
  );
  const retention = ["retention", "--database", place.address, "--config", config];
  const erase = ["erase", "--database", place.address, "--id", one.id];
  if (!inject("postgres")) {
    await expect(run(...retention)).rejects.toThrow(/is serving .* every day by itself\. Stop it/);
    await expect(run(...erase)).rejects.toThrow(/is serving .* DELETE \/v1\/ratings\/\{id\}/);
    return;
  }
  expect(await run(...retention)).toEqual([
    "Destroyed 0 ratings, 0 rows of the ledger, 0 tombstones, and what was published of 0 weeks.",
    expect.stringMatching(/^1 projects are not in /),
  ]);
  expect(await run(...erase)).toEqual(["Erased 1 ratings. Of 1 ids, 0 had none."]);
  expect(await running.send([one])).toMatchObject([{ status: "duplicate" }]);
});

test("a retention without a configuration is refused: nobody would say how long", async () => {
  await expect(runCommand(["retention", "--database", temporaryFolder()], {}, () => {})).rejects.toThrow(/--config/);
});
