import { mkdir } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "playwright";
import { launchChromium } from "../journeys/browser.js";
import { floorFiles, ourFiles, pagesOf, peerFiles, versionOf } from "./assets.js";
import { type Condition, CONDITIONS } from "./conditions.js";
import { type Contestant, CONTESTANTS } from "./contestants.js";
import { Origin } from "./server.js";
import { type Measures, visit } from "./visit.js";

export interface Wish {
  /** Words of `CONTESTANTS`; none means all. */
  names: string[];
  /** At most so many; none means as many as there is time for. */
  rounds: number;
  /** No round is begun after so many minutes. */
  minutes: number;
  /** Where to put a picture of each prompt; none without one. */
  pictures: string | undefined;
  /** From 0 to below 1. */
  random: () => number;
  hear(line: string): void;
}

/** A visit that failed is made again so often. */
const AGAIN = 2;
/** A visit that takes longer than this has failed, in milliseconds. */
const LONGEST_VISIT = 60_000;

/** Visits every contestant once per round and condition, in an order of chance. Settles with what was measured. */
export async function measure({ names, rounds, minutes, pictures, random, hear }: Wish) {
  const contestants = CONTESTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const origin = await Origin.start({
    ...(await floorFiles()),
    ...(await ourFiles()),
    ...(await peerFiles()),
    ...pagesOf(contestants),
  });
  const browser = await launchChromium();
  try {
    if (pictures) await picture(browser, origin, contestants, pictures);
    const from = performance.now();
    const visits: Record<string, Record<string, Record<string, number[]>>> = {};
    const loads: number[] = [];
    let done = 0;
    for (; done < rounds && performance.now() - from < 60_000 * minutes; done += 1) {
      for (const condition of CONDITIONS)
        for (const contestant of shuffled(contestants, random)) {
          const measures = await patiently(
            () => visit(browser, origin, contestant, condition),
            (line) => hear(`${contestant.name} at ${condition.name}: ${line}`),
          );
          const series = ((visits[condition.name] ??= {})[contestant.name] ??= {});
          for (const [name, value] of Object.entries(measures)) (series[name] ??= []).push(value);
        }
      loads.push(loadavg()[0] ?? Number.NaN);
      hear(`Round ${done + 1} after ${Math.round((performance.now() - from) / 1000)} s`);
    }
    return {
      date: new Date().toISOString().slice(0, 10),
      browser: `Chromium ${browser.version()}`,
      processors: availableParallelism(),
      load: Math.round((10 * loads.reduce((sum, load) => sum + load, 0)) / loads.length) / 10,
      rounds: done,
      contestants: await Promise.all(contestants.map(described)),
      conditions: CONDITIONS,
      visits,
    };
  } finally {
    await browser.close();
    await origin.stop();
  }
}

async function patiently(visited: () => Promise<Partial<Measures>>, hear: Wish["hear"], again = AGAIN) {
  const late = new AbortController();
  const tooLate = pause(LONGEST_VISIT, undefined, late).then(() => Promise.reject(new Error("It does not end.")));
  try {
    return await Promise.race([visited(), tooLate]);
  } catch (error) {
    if (again === 0) throw error;
    hear(`Once more: ${String(error)}`);
    return patiently(visited, hear, again - 1);
  } finally {
    late.abort();
    tooLate.catch(() => {});
  }
}

/** So that a reader can see what was taken for a prompt. */
async function picture(browser: Browser, origin: Origin, contestants: readonly Contestant[], folder: string) {
  await mkdir(folder, { recursive: true });
  const [quick] = CONDITIONS as [Condition];
  for (const contestant of contestants)
    await visit(browser, origin, contestant, quick, async (page) => {
      // Whatever fades or slides in has done so.
      await page.waitForTimeout(1000);
      await page.screenshot({ path: join(folder, `${contestant.name}.png`) });
    });
}

async function described({ name, title, package: packageName, setup }: Contestant) {
  return { name, title, ...(packageName && { package: packageName, version: await versionOf(packageName) }), setup };
}

/** So that none always follows the same neighbour. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const keyed = list.map((item) => ({ item, key: random() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ item }) => item);
}
