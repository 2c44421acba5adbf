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
  atOnce: number;
  hear(line: string): void;
}

/** Drives the clients through the cases, several clients at once: most of the time they wait. */
export async function compare({ names, cases, events, seed, atOnce, hear }: Wish): Promise<Row[]> {
  const wanted = CLIENTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const played = CASES.filter(({ name }) => cases.length === 0 || cases.includes(name));
  const rows: Row[][] = wanted.map(() => []);
  const waiting = wanted.map((client, at) => async () => {
    rows[at] = await rowsOf(client, played, events, seed, hear);
  });
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next();
    }),
  );
  return rows.flat();
}

/** A row for the client; and another one for what its promises were about, if it makes promises. */
async function rowsOf(
  client: Client,
  cases: readonly Case[],
  events: number,
  seed: number,
  hear: Wish["hear"],
): Promise<Row[]> {
  const script = await bundleOf(client);
  const byCall: Row["cases"] = {};
  const bySettling: Row["cases"] = {};
  let promises = false;
  let browser = "";
  for (const [at, one] of CASES.entries()) {
    if (!cases.includes(one)) continue;
    const bench = await Bench.start(client, script, seed + at);
    try {
      const from = performance.now();
      await one.play(bench, events);
      ({ browser } = bench);
      const { receiver, called, settled } = bench;
      const traffic = { requests: receiver.requests, bytes: receiver.bytes };
      const rows = await receiver.endpoint.rows?.();
      const judge = (taken: ReadonlySet<string>) => {
        const scored = score(taken, receiver.arrivals, traffic);
        return rows ? byRows(scored, taken, rows) : scored;
      };
      byCall[one.name] = judge(called);
      if (settled.size > 0) {
        promises = true;
        bySettling[one.name] = judge(new Set([...called].filter((mark) => settled.has(mark))));
      }
      const seconds = Math.round((performance.now() - from) / 1000);
      hear(`${client.name} ${one.name} in ${seconds} s: ${JSON.stringify(bySettling[one.name] ?? byCall[one.name])}`);
    } finally {
      await bench.end();
    }
  }
  const { name, package: packageName, configuration, identity } = client;
  const common = {
    package: packageName,
    version: await versionOf(client),
    configuration,
    identity,
    date: new Date().toISOString().slice(0, 10),
    browser,
    seed,
  };
  const called: Row = { ...common, name, taken: "the call returned", cases: byCall };
  if (!promises) return [called];
  return [
    { ...common, name, taken: "the promise settled", cases: bySettling },
    { ...called, name: `${name}-called` },
  ];
}
