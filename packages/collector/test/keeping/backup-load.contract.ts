import { randomUUID } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { answersOf } from "../answers.js";
import { runCommand } from "../../src/commands/run.js";
import { DAY } from "../../src/day.js";
import { hex } from "../../src/store/row.js";
import type { Place } from "../place.js";
import { run, send } from "../program.js";
import { projects, rating, start } from "../start.js";
import { temporaryFolder } from "../temporary-folder.js";

/** Milliseconds: several processes are started, and a busy machine takes its time over each. */
export const PATIENTLY = 600_000;

/** Acknowledged before the backup begins, and again while it is made. */
const ENOUGH = 150;

/** Ratings that are sent by eight senders until they are stopped. */
class Load {
  readonly sent: ReturnType<typeof rating>[] = [];
  readonly acknowledged = new Set<string>();
  #isOver = false;
  readonly #senders: Promise<void>[];

  constructor(addresses: readonly string[]) {
    this.#senders = Array.from({ length: 8 }, async (_, sender) => {
      const address = addresses[sender % addresses.length] ?? "";
      while (!this.#isOver) {
        const some = Array.from({ length: 3 }, () => rating({ person: randomUUID() }));
        this.sent.push(...some);
        const results = await send(address, some);
        expect(results.filter(({ status }) => status !== "stored")).toEqual([]);
        for (const { id } of results) this.acknowledged.add(id);
      }
    });
  }

  /** Settles when so many more have been acknowledged. */
  async until(more: number): Promise<void> {
    const goal = this.acknowledged.size + more;
    while (this.acknowledged.size < goal) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#senders);
  }
}

/**
 * F27: a backup that is made while collectors are sent ratings holds all that was acknowledged before it, and nothing
 * that was not sent, twice or otherwise than it was sent.
 * @param from where as many collectors serve
 */
export async function backsUpUnderLoad(from: Place, collectors: number, to: Place): Promise<void> {
  const folder = temporaryFolder();
  const config = join(folder, "aftertask.json");
  const project = { key: "pk_intranet", origins: ["https://intranet.example"], touchpoints: "open", rate: "unlimited" };
  writeFileSync(
    config,
    JSON.stringify({ projects: [project], addressRate: { perSecond: 1_000_000, burst: 1_000_000 } }),
  );
  const env = { AFTERTASK_ADMIN_TOKEN: "F2j-kQ9x_aB71mZtR0vYpLs8dWcE4hUn" };
  const serving = Array.from({ length: collectors }, () =>
    run(["--config", config, "--port", "0", "--database", from.address], env),
  );
  const lines = await Promise.all(serving.map(({ ready }) => ready));
  const load = new Load(lines.map((line) => line.replace("Aftertask is ready at ", "")));

  await load.until(ENOUGH);
  const before = new Set(load.acknowledged);
  const backup = join(folder, "backup");
  const making = run(["backup", "--database", from.address, "--to", backup]);
  await Promise.all([making.ended, load.until(ENOUGH)]);
  expect(making.err()).toBe("");
  expect(existsSync(join(backup, "backup.json"))).toBe(true);
  await load.stop();
  for (const { child } of serving) child.kill("SIGTERM");

  rmSync(to.address, { recursive: true, force: true });
  expect(await runCommand(["restore", "--from", backup, "--database", to.address], {}, () => {})).toBe(0);
  expect(await runCommand(["check", "--database", to.address], {}, () => {})).toBe(0);
  await expectInBackup(to, load.sent, before);
}

async function expectInBackup(
  place: Place,
  sent: ReturnType<typeof rating>[],
  acknowledged: ReadonlySet<string>,
): Promise<void> {
  const serve = { projects: projects({ rate: "unlimited" }), admin: { token: "F2j-kQ9x_aB71mZtR0vYpLs8dWcE4hUn" } };
  const running = await start({ serve }, place);
  running.clock.now = Date.now();
  const results = [];
  for (let at = 0; at < sent.length; at += 20) results.push(...(await running.send(sent.slice(at, at + 20))));
  expect(results.filter(({ id, status }) => acknowledged.has(id) && status !== "duplicate")).toEqual([]);
  expect(results.filter(({ status }) => status !== "duplicate" && status !== "stored")).toEqual([]);

  // What was not sent, or is there twice, would be counted beyond what was sent.
  running.clock.now += 7 * DAY;
  await running.collector.mix();
  await running.stop();
  const stores = await place.open();
  const weeks = await stores.ratings.weeks({ project: "pk_intranet" });
  const answers = await Promise.all(weeks.map((week) => answersOf(stores.ratings, week)));
  expect(await stores.intake.waiting()).toEqual([]);
  await stores.close();
  expect(answers.flat()).toHaveLength(sent.length);
  expect(new Set(answers.flat().map(({ rater }) => rater && hex(rater))).size).toBe(sent.length);
}
