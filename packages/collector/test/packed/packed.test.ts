import type { Report } from "@aftertask/schema/words";
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { emptyFolder, install, nodeOf, onlyNode } from "./install.js";

/** Versions of Node.js that are brought for it; the one that runs the tests where none is named. */
const VERSIONS = (process.env["AFTERTASK_PACKED_NODES"] ?? "").split(",").filter((version) => version !== "");

const { files, folder: shared } = inject("packed");

/** The packed collector in an empty folder of its own, with a Node.js and nothing else. */
function installed(version: string): { folder: string; node: string } {
  if (version === process.versions.node) return { folder: shared, node: process.execPath };
  const folder = emptyFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const node = nodeOf(version);
  install(folder, files, node);
  return { folder, node };
}

/** Starts it as `aftertask-collector`, with no word and nothing in the environment but a port that is free. */
async function start(folder: string, node: string) {
  const [path, home] = [onlyNode(node), emptyFolder()];
  const program = join(folder, "node_modules", ".bin", "aftertask-collector");
  const child: ChildProcess = spawn(program, [], { cwd: home, env: { PATH: path, PORT: "0" } });
  const ended = new Promise((resolve) => child.once("close", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    for (const each of [path, home]) rmSync(each, { recursive: true, force: true });
  });
  const [out, err] = [[] as string[], [] as string[]];
  child.stdout?.on("data", (chunk) => out.push(String(chunk)));
  child.stderr?.on("data", (chunk) => err.push(String(chunk)));
  await Promise.race([new Promise((resolve) => child.stdout?.once("data", resolve)), ended]);
  const address = /^Aftertask is ready at (\S+)\n/.exec(out.join(""))?.[1];
  if (address === undefined) throw new Error(err.join(""));
  return { child, ended, home, address, err };
}

describe.each(VERSIONS.length > 0 ? VERSIONS : [process.versions.node])("packed, on Node.js %s", (version) => {
  test("it takes a rating and reports on it, without compiler or configuration", async () => {
    const { folder, node } = installed(version);
    expect(builtHere(folder)).toEqual([]);
    const { child, ended, home, address, err } = await start(folder, node);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);

    const ratings = ["ana", "ben", "chloe", "dev", "eva"].map((person) => ({
      id: randomUUID(),
      touchpoint: "hr.benefits-paperwork",
      instrument: "outcome5",
      score: 4,
      ratedAt: new Date().toISOString(),
      task: `BEN-${randomUUID()}`,
      person,
    }));
    const body = JSON.stringify({ version: 1, key: "pk_intranet", ratings });
    const answer = await fetch(`${address}v1/ratings`, { method: "POST", body });
    expect(await answer.json()).toEqual({ results: ratings.map(({ id }) => ({ id, status: "stored" })) });
    const report = (await (await fetch(`${address}v1/report?key=pk_intranet`)).json()) as Report;
    expect(report.rows).toMatchObject([{ touchpoint: "hr.benefits-paperwork", shown: true, answered: 5 }]);
    expect((await fetch(`${address}aftertask.js`)).status).toBe(200);

    const data = join(home, "aftertask-data");
    expect(readdirSync(home)).toEqual(["aftertask-data"]);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(err.join("")).toContain("nothing is configured: this is a demonstration, for this machine alone");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});

/** What a compiler would have left behind: the database comes built, for every version of Node.js. */
function builtHere(folder: string): string[] {
  const sqlite = join(folder, "node_modules", "@photostructure", "sqlite");
  expect(existsSync(join(sqlite, "prebuilds"))).toBe(true);
  const scripts = readdirSync(join(folder, "node_modules"), { recursive: true, encoding: "utf8" });
  expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toHaveProperty("dependencies");
  return scripts.filter((path) => /(^|\/)build\/(Release|config\.gypi)/.test(path));
}
