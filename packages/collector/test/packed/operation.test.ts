import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { freePort } from "../free-port.js";
import { asAdministrator } from "../postgres-place.js";
import { PostgresServer } from "../postgres-server.js";
import { emptyFolder } from "./install.js";
import { stepsOf } from "./transcript.js";

const PAGE = readFileSync(new URL("../../../../docs/operation.md", import.meta.url), "utf8");
const HEADING = "From one file to two collectors";

/** Milliseconds for one command; the first installs packages. */
const PATIENCE = 120_000;

const { files } = inject("packed");

test("the commands of docs/operation.md lead from one file to two collectors on PostgreSQL", async () => {
  const steps = stepsOf(PAGE, HEADING);
  expect(steps.length).toBeGreaterThan(8);
  expect(steps.length).toBeLessThan(15);
  expect(PAGE).toContain(`${COUNT[steps.length]} commands in a new folder`);

  const server = await PostgresServer.start();
  onTestFinished(() => server.stop());
  await asAdministrator(server.url(), async (client) => {
    // As the page has it made.
    for (const statement of statementsOf(PAGE)) await client.query(statement);
  });
  const shell = openShell();
  const substitute = await substitution(server);
  for (const { command, says } of steps) await shell.run(substitute(command), says.map(substitute));
  await shell.run("kill $(jobs -p); wait", []);
});

const COUNT: Record<number, string> = { 11: "Eleven", 12: "Twelve", 13: "Thirteen", 14: "Fourteen" };

/** What the page tells to give to the server before the first start. */
function statementsOf(page: string): string[] {
  const [, section = ""] = page.split("\n## PostgreSQL\n");
  const [own = ""] = section.split("\n### ");
  return own.split("\n").flatMap((line) => (/^ {4}(create|grant) /.test(line) ? [line.trim()] : []));
}

/** What stands in the page for things that are others here: the registry's package, the database's host, and ports. */
async function substitution(server: PostgresServer): Promise<(text: string) => string> {
  const ports = [await freePort(), await freePort(), await freePort()];
  const places: [from: string, to: string][] = [
    ["npm install @aftertask/collector", `npm install --prefer-offline --no-audit --no-fund ${files.join(" ")}`],
    ["db.example", `127.0.0.1:${server.port}`],
    ["aftertask-collector 2> log &", `PORT=${ports[0]} aftertask-collector 2> log &`],
    ...["4600", "4601", "4602"].map((port, index): [string, string] => [port, String(ports[index])]),
  ];
  return (text) => places.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}

/** One shell for all commands, in an empty folder. */
function openShell() {
  const folder = emptyFolder();
  const path = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  const { HOME = "" } = process.env;
  const child: ChildProcess = spawn("bash", ["--noprofile", "--norc"], {
    cwd: folder,
    env: { PATH: path, HOME },
    detached: true,
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (words += String(chunk)));
  const ended = new Promise((resolve) => child.once("close", resolve));
  onTestFinished(async () => {
    // With everything that it has started.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  let number = 0;
  return {
    /** Settles when the command has ended well and everything has been said. */
    async run(command: string, says: readonly string[]): Promise<void> {
      const end = `the end of ${++number}:`;
      const before = words.length;
      child.stdin?.write(`${command}\necho "${end}$?"\n`);
      const missing = () => [...says, `${end}0`].filter((line) => !words.slice(before).includes(line));
      const late = { command: Date.now() + PATIENCE, rest: Infinity };
      while (missing().length > 0 && Date.now() < Math.min(late.command, late.rest)) {
        // What was started in the background may speak later.
        if (new RegExp(`${end}\\d`).test(words)) late.rest = Math.min(late.rest, Date.now() + PATIENCE / 4);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(missing(), `${command}\n\nsaid\n\n${words.slice(before)}`).toEqual([]);
    },
  };
}
