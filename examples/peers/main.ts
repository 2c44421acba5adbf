import { Bench } from "./bench.js";
import type { Case } from "./cases/case.js";
import { KILL } from "./cases/kill.js";
import { LEAVING } from "./cases/leaving.js";
import { OFFLINE } from "./cases/offline.js";
import { STORM } from "./cases/storm.js";
import { TWO_TABS } from "./cases/two-tabs.js";
import { type Client, CLIENTS } from "./clients.js";
import { bundleOf, versionOf } from "./sdks.js";
import { byRows, type Score, score } from "./score.js";

const CASES: readonly Case[] = [STORM, LEAVING, KILL, OFFLINE, TWO_TABS];

/** One line of the published table. */
export interface Row {
  name: string;
  package: string;
  version: string;
  /** What an event must have for its loss to count. */
  taken: "the call returned" | "the promise settled";
  configuration: string;
  identity: string;
  date: string;
  browser: string;
  seed: number;
  cases: Partial<Record<Case["name"], Score>>;
}

export interface Wish {
  /** Words of `CLIENTS`; none means all. */
  names: string[];
  /** Of `T1` … `T8`; none means all. */
  cases: string[];
  events: number;
  seed: number;
  /** How many clients are driven at the same time: mostly they wait. */
  atOnce: number;
  hear(line: string): void;
  /** Gets each client's rows as soon as they are complete. */
  done(rows: Row[]): void;
}

/** Drives the clients through the cases. Settles with what could not be played, each as a sentence. */
export async function compare({ names, cases, events, seed, atOnce, hear, done }: Wish): Promise<string[]> {
  const unknown = names.filter((word) => !CLIENTS.some(({ name }) => name === word));
  if (unknown.length > 0)
    return [`There is no client "${unknown.join('", "')}": use ${CLIENTS.map(({ name }) => name).join(", ")}.`];
  const odd = cases.filter((word) => !CASES.some(({ name }) => name === word));
  if (odd.length > 0)
    return [`There is no case "${odd.join('", "')}": use ${CASES.map(({ name }) => name).join(", ")}.`];
  const waiting = CLIENTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const failures: string[] = [];
  const work = async () => {
    for (let client = waiting.shift(); client; client = waiting.shift()) {
      const { name } = client;
      const plays = new Map<Case, Play>();
      for (const [at, one] of CASES.entries()) {
        if (cases.length > 0 && !cases.includes(one.name)) continue;
        try {
          const play = await playOf(client, one, events, seed + at);
          plays.set(one, play);
          hear(`${name} ${one.name} in ${play.seconds} s: ${JSON.stringify(play.settled ?? play.called)}`);
        } catch (error) {
          failures.push(`${name} ${one.name} could not be played: ${String(error)}`);
          hear(failures.at(-1) ?? "");
        }
      }
      done(await rowsOf(client, plays, seed));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failures;
}

interface Play {
  called: Score;
  /** Only of a client that makes promises. */
  settled?: Score;
  browser: string;
  seconds: number;
}

async function playOf(client: Client, one: Case, events: number, seed: number): Promise<Play> {
  const bench = await Bench.start(client, await bundleOf(client), seed);
  try {
    const from = performance.now();
    await one.play(bench, events);
    const seconds = Math.round((performance.now() - from) / 1000);
    const { browser, receiver, called } = bench;
    const rows = await receiver.endpoint.rows?.();
    const judge = (taken: ReadonlySet<string>) => {
      const scored = score(taken, receiver.arrivals, { requests: receiver.requests, bytes: receiver.bytes });
      return rows ? byRows(scored, taken, rows) : scored;
    };
    const settled = new Set([...called].filter((mark) => bench.settled.has(mark)));
    return { called: judge(called), ...(settled.size > 0 && { settled: judge(settled) }), browser, seconds };
  } finally {
    await bench.end();
  }
}

/** A row counted from the call; and one from the promise, of a client that makes promises. */
async function rowsOf(client: Client, plays: ReadonlyMap<Case, Play>, seed: number): Promise<Row[]> {
  const { name, package: packageName, configuration, identity } = client;
  const of = (which: "called" | "settled") =>
    Object.fromEntries([...plays].flatMap(([one, play]) => (play[which] ? [[one.name, play[which]]] : [])));
  const called: Row = {
    name,
    package: packageName,
    version: await versionOf(client),
    taken: "the call returned",
    configuration,
    identity,
    date: new Date().toISOString().slice(0, 10),
    browser: [...plays.values()][0]?.browser ?? "",
    seed,
    cases: of("called"),
  };
  if (![...plays.values()].some(({ settled }) => settled)) return [called];
  const settled: Row = { ...called, taken: "the promise settled", cases: of("settled") };
  return [settled, { ...called, name: `${name}-called` }];
}
