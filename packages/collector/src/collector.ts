import { join } from "node:path";
import { createEraser } from "./access/erase.js";
import { type AppParts, createApp, createReceiver, type Receiver } from "./app.js";
import { createCarefulClock } from "./clock.js";
import { demoHosts, demoProject } from "./demo/demo-project.js";
import { DAY } from "./day.js";
import { createAdminGuard } from "./guard/admin.js";
import { tokenForAll } from "./guard/admin-token.js";
import { projectsByKey, writeKeysOf } from "./guard/key.js";
import { createRateLimiter } from "./guard/rate-limit.js";
import { createTurns } from "./guard/turns.js";
import { DEFAULT_LIMITS } from "./limits.js";
import { type Log, SILENT } from "./log.js";
import { createMetrics } from "./metrics.js";
import { chance } from "./mix/chance.js";
import { createMixer, type Mixer } from "./mix/mix.js";
import { type Config, DEFAULT_ADDRESS_RATE } from "./config.js";
import type { Project } from "./project.js";
import { createPseudonymiser } from "./receive/pseudonym.js";
import { readFolder } from "./static-files.js";
import { type Retained, retain } from "./retention/retain.js";
import { createGroupCommit } from "./store/group-commit.js";
import { keep, type Verdict } from "./store/keep.js";
import type { IntakeRow } from "./store/row.js";
import type { Stores } from "./store/stores.js";

/** What `parseConfig` makes of a configuration, or a part of it, and the token of the environment. */
export interface Served extends Partial<Config> {
  /** Whose ratings are taken and reported on. */
  projects: readonly Project[];
  /** A token of at least 32 characters that reads everything of every project. Default: only those of the configuration read. */
  admin?: { token: string } | undefined;
}

/** What a collector is made of: who may use it, where it keeps things, what it serves and what time it is. */
export interface CollectorOptions {
  /** Who may send, and who may read; or a demonstration at the port it is served at. */
  serve: Served | { demoAt: number };
  /** Opened stores; the collector closes them when it stops. */
  stores: Stores;
  /** Folder with the built `script`, `report` and `examples`. Default: none is served. */
  publicFolder?: string;
  /** Whether `/metrics` tells of the whole process, too: for a collector that has one of its own. Default: no. */
  measureProcess?: boolean;
  /**
   * Milliseconds since 1970; it is taken at its word. Default: the system's clock, which closes no week and destroys
   * nothing before the database's own has come as far, nor until it has held for an hour after it has jumped.
   */
  now?: () => number;
  /** Milliseconds that never run backwards, by which rates are measured. Default: the process's own. */
  ticks?: () => number;
  /** Default: nothing is logged. */
  log?: Log;
}

/** A running collector, without a server around it. */
export interface Collector {
  /**
   * Answers whatever it is asked. What fails inside becomes a logged error and an answer with status 500 or 503.
   * @param from `peer`: address of the other end of the connection. Default: nothing is counted by address.
   */
  fetch(request: Request, from?: { peer?: string | undefined }): Response | Promise<Response>;
  /** Answers `POST /v1/ratings` as `fetch` does, at less cost. Missing in a demonstration. */
  receive?: Receiver;
  /** Moves what is due from the intake to ratings and ledger. Happens by itself, too. */
  mix(): Promise<number>;
  /** Destroys what is older than its project allows. Happens by itself, too, an hour after the start and then daily. */
  retain(): Promise<Retained>;
  /** Commits what was received and closes the stores. */
  stop(): Promise<void>;
}

/** Turns of the event loop for which ratings gather: fewer commits of more save more than these turns take. */
const GATHERING = 3;

/** Milliseconds from a commit to the mix that looks whether a batch is complete. */
const MIX_AFTER_COMMIT = 1_000;

/** Milliseconds after which the mix looks anyhow, so that a week that closes is noticed. */
const MIX_EVERY = 60_000;

/** Addresses whose rate is remembered: some megabytes. */
const KNOWN_ADDRESSES = 20_000;

/** Reports that wait while another is made. */
const REPORTS_WAITING = 20;

/** Ratings whose respondents wait while another is looked up or erased. */
const ACCESSES_WAITING = 100;

/** Milliseconds after the start: a clock that is wrong then has been set by now. What is destroyed does not come back. */
const RETAIN_AFTER = 60 * 60_000;

/** Milliseconds from what was destroyed to the next time. */
const RETAIN_EVERY = DAY;

/** The same after it has failed: a backup may have been in the way, and tomorrow's will be at the same hour. */
const RETAIN_AGAIN = 60 * 60_000;

/**
 * Puts the parts together: the only file that knows all of them.
 * @throws RangeError where the admin token is too short
 */
export function createCollector(options: CollectorOptions): Collector {
  const { serve, stores, publicFolder, now = Date.now, ticks = () => performance.now(), log = SILENT } = options;
  const isDemo = "demoAt" in serve;
  const served: Served = isDemo ? { projects: [demoProject(serve.demoAt)] } : serve;
  const { adminTokens = [], limits = DEFAULT_LIMITS, trustedProxies } = served;
  const projects = projectsByKey(served.projects);
  const keys = writeKeysOf(served.projects);

  const careful = options.now ? async () => now() : createCarefulClock({ now, ticks, stores, log });
  const metrics = createMetrics({ waiting: () => commit.waiting, process: options.measureProcess ?? false });
  const due = createMixer({
    stores,
    publication: (key) => projects.get(key)?.publication ?? "weekly",
    now: careful,
    random: chance,
    pause: () => new Promise((resume) => setImmediate(resume)),
  });
  const mixer: Mixer = {
    async run() {
      const moved = await due.run();
      metrics.mixed(moved);
      return moved;
    },
  };
  let mixSoon: NodeJS.Timeout | undefined;
  const mixQuietly = () => {
    mixSoon = undefined;
    mixer.run().then(
      (moved) => moved > 0 && log.info({ moved }, "mixed"),
      (cause: unknown) => log.error({ cause }, "the mix failed and will be repeated"),
    );
  };

  const commit = createGroupCommit<IntakeRow, Verdict>({
    async commit(rows) {
      const begun = performance.now();
      const verdicts = await keep(rows, stores);
      metrics.committed(rows.length, (performance.now() - begun) / 1_000);
      mixSoon ??= setTimeout(mixQuietly, MIX_AFTER_COMMIT).unref();
      return verdicts;
    },
    whenGathered: (callback) => afterTurns(GATHERING, callback),
    atOnce: stores.appendsAtOnce,
  });

  const files = (name: string) => (publicFolder === undefined ? new Map() : readFolder(join(publicFolder, name)));
  const admin = createAdminGuard(
    isDemo ? "open" : [...adminTokens, ...(served.admin ? [tokenForAll(served.admin.token)] : [])],
  );
  const limiter = createRateLimiter({ ticks, most: keys.size, of: "with this key" });
  const pseudonymiser = createPseudonymiser(stores.keys);
  const parts: AppParts = {
    receive: { keys, limiter, limits, pseudonymiser, commit, intake: stores.intake, metrics, now, log },
    access: {
      reading: { stores, pseudonymiser, turns: createTurns("ratings", ACCESSES_WAITING), log },
      // Turns of their own: an erasure may have to wait for a mix.
      erasing: {
        erase: createEraser({ stores, pseudonymiser, now: async () => Math.max(now(), await careful()) }),
        turns: createTurns("erasures", ACCESSES_WAITING),
        log,
      },
    },
    report: {
      projects,
      admin,
      ratings: stores.ratings,
      published: stores.published,
      mixer,
      limits,
      turns: createTurns("reports", REPORTS_WAITING),
      settled: () => commit.idle(),
      now: careful,
      log,
    },
    check: () => stores.check(),
    metrics,
    admin,
    script: files("script"),
    reportPage: files("report"),
    ...(trustedProxies !== undefined && {
      addresses: {
        proxies: trustedProxies,
        rate: served.addressRate ?? DEFAULT_ADDRESS_RATE,
        limiter: createRateLimiter({ ticks, most: KNOWN_ADDRESSES, of: "from this address" }),
      },
    }),
    ...(isDemo && { demo: { examples: files("examples"), hosts: demoHosts(serve.demoAt) } }),
    log,
  };
  const app = createApp(parts);

  let retained: Promise<unknown> = Promise.resolve();
  const retaining = () => {
    const begun = retain({ stores, projects: served.projects, mixer, now: careful });
    retained = begun.catch(() => {});
    return begun;
  };
  const retainQuietly = () =>
    retaining().then(
      ({ unknownProjects, ratings, ...destroyed }) => {
        // Under another name: the log tells nothing that is called like ratings themselves.
        log.info({ answers: ratings, ...destroyed }, "destroyed what was old enough");
        if (unknownProjects > 0) log.warn({ unknownProjects }, "nobody says how long these projects' ratings stay");
        return RETAIN_EVERY;
      },
      (cause: unknown) => {
        log.error({ cause }, "what is old enough was not destroyed; it will be tried again in an hour");
        return RETAIN_AGAIN;
      },
    );
  let retainNext: NodeJS.Timeout | undefined;
  let isStopping = false;
  const retainIn = (milliseconds: number) => {
    if (!isStopping) retainNext = setTimeout(() => void retainQuietly().then(retainIn), milliseconds).unref();
  };

  // Last: a collector that could not be made must not go on mixing.
  retainIn(RETAIN_AFTER);
  const mixEvery = setInterval(mixQuietly, MIX_EVERY).unref();
  mixQuietly();

  return {
    fetch: (request, { peer } = {}) => app.fetch(request, { peer }),
    // In a demonstration every request's Host is checked, by the app.
    ...(!isDemo && { receive: createReceiver(parts) }),
    mix: () => mixer.run(),
    retain: retaining,
    async stop() {
      clearInterval(mixEvery);
      isStopping = true;
      clearTimeout(retainNext);
      clearTimeout(mixSoon);
      await commit.idle();
      clearTimeout(mixSoon);
      await mixer.run().catch((cause: unknown) => log.error({ cause }, "the mix failed and will be repeated"));
      await retained;
      await stores.close();
    },
  };
}

function afterTurns(turns: number, callback: () => void): void {
  setImmediate(() => (turns > 1 ? afterTurns(turns - 1, callback) : callback()));
}
