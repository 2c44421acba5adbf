import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { asAdministrator } from "../postgres-place.js";
import { PostgresServer } from "../postgres-server.js";
import { temporaryFolder } from "../temporary-folder.js";
import { postgresPlace, sqlitePlace } from "./fault-place.js";
import type { Program } from "./program.js";
import { sized } from "./size.js";
import { Story } from "./story.js";
import { syncsBeforeAnswers } from "./trace.js";

const CANNOT_TRACE = whyNot();

test.skipIf(CANNOT_TRACE)(
  `F4: on SQLite the log is synced between the writing of a rating and its answer${CANNOT_TRACE ? ` (left out: ${CANNOT_TRACE})` : ""}`,
  async () => {
    const story = new Story(sqlitePlace(), 4);
    // What a mix writes between a sync and its answer is nobody's whose answer is looked for.
    const program = await story.begin({ preload: ["unmixed.mjs"] });
    await story.send(program, [story.next()]);
    const envelopes = sized(20, 200, 200);
    const lines = await traced(program, async () => {
      for (let envelope = 0; envelope < envelopes; envelope++) await story.send(program, [story.next()]);
    });
    const answers = syncsBeforeAnswers(lines);
    expect(answers).toHaveLength(envelopes);
    expect(
      answers.filter(({ written, synced }) => written === 0 || synced === 0),
      "answers without a write and a sync before them",
    ).toEqual([]);
    await program.stop();
    await story.settle(1, { answers: answers.length, syncs: answers.reduce((sum, { synced }) => sum + synced, 0) });
  },
);

test("F4: on PostgreSQL the log is synced at least once for each commit", async () => {
  // Whatever else writes would be counted, too.
  const server = await PostgresServer.start({ autovacuum: "off" });
  onTestFinished(() => server.stop());
  const story = new Story(await postgresPlace({ url: server.url() }), 4);
  const program = await story.begin({ preload: ["unmixed.mjs"] });
  await story.send(program, [story.next()]);
  const commits = () => program.figure("aftertask_commit_seconds_count");
  const [committed, synced] = [await commits(), await syncs(server)];
  const envelopes = sized(20, 200, 200);
  for (let envelope = 0; envelope < envelopes; envelope++) await story.send(program, [story.next()]);
  const made = (await commits()) - committed;
  expect(made).toBe(envelopes);
  // A session of the server tells what it has done at the latest when it ends, and is listed until then.
  await program.stop();
  await expect.poll(() => sessions(server)).toBe(0);
  const done = (await syncs(server)) - synced;
  expect(done).toBeGreaterThanOrEqual(made);
  await story.settle(1, { answers: made, syncs: done });
});

function syncs(server: PostgresServer): Promise<number> {
  return asAdministrator(server.url(), async (client) => {
    const { rows } = await client.query<{ syncs: string }>(
      "select sum(fsyncs) as syncs from pg_stat_io where object = 'wal' and context = 'normal'",
    );
    return Number(rows[0]?.syncs ?? 0);
  });
}

/** How many sessions of collectors the server still has. */
function sessions(server: PostgresServer): Promise<number> {
  return asAdministrator(server.url(), async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::integer as count from pg_stat_activity where application_name like 'aftertask%'",
    );
    return rows[0]?.count ?? 0;
  });
}

/** The system calls of a process while something is done. */
async function traced(program: Program, work: () => Promise<void>): Promise<string[]> {
  const file = join(temporaryFolder(), "trace");
  const calls = "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg";
  const words = ["-f", "-y", "-s", "12", "-e", calls, "-o", file, "-p", String(program.child.pid)];
  const strace = spawn("strace", words, { stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void strace.kill("SIGKILL"));
  await once(strace.stderr, "data");
  await work();
  strace.kill("SIGINT");
  await once(strace, "exit");
  return readFileSync(file, "utf8").split("\n");
}

function whyNot(): string | undefined {
  try {
    execFileSync("strace", ["-o", "/dev/null", "true"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "strace is not there, or may not trace";
  }
}
