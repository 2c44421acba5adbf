import { LIMITS, type Rating, type RatingResult, type Report } from "@aftertask/schema/words";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { DAY } from "../../src/day.js";
import { envelope } from "../start.js";
import { temporaryFolder } from "../temporary-folder.js";
import { contentOf } from "./content.js";
import type { FaultPlace } from "./fault-place.js";
import { type Extra, record } from "./figures.js";
import { History, type Outcome } from "./history.js";
import { judge, type Judgement } from "./judge.js";
import { connections, post, type Posted } from "./post.js";
import { Program, type Start } from "./program.js";
import { between, SEED, seeded, uuid } from "./random.js";

const REASONS = ["waiting", "unclear", "kind"];
const LOST_TIME = ["none", "under-15m", "15m-1h", "1h-4h"] as const;

/** How a load is given. */
export interface Load {
  /** Connections. Default: 8. */
  connections?: number;
  /** Envelopes a second, of all connections together. Default: 500. */
  perSecond?: number;
  /** Ratings in an envelope, or the most of them. Default: 1. */
  ratings?: number | { upTo: number };
  /** Envelopes in all. Default: until the load is ended, or the collector is gone. */
  envelopes?: number;
  /** Changes what is sent, before it is noted. */
  change?: (rating: Rating, at: number) => Rating;
  /** Hears every answer. */
  hear?: (answer: Posted, milliseconds: number) => void;
}

/** Everything that is sent to one place, what came of it, and what must hold about that afterwards. */
export class Story {
  readonly random: () => number;
  readonly history: History;
  /** What was sent, envelope by envelope, so that it can be sent again, byte for byte. */
  readonly envelopes: Rating[][] = [];
  /** Milliseconds until each start was ready. */
  readonly ready: number[] = [];
  #persons = 0;

  /** @param salt makes cases of one run differ from each other */
  constructor(
    readonly place: FaultPlace,
    salt: number,
  ) {
    this.random = seeded(SEED + salt);
    this.history = new History(join(temporaryFolder(), "history.jsonl"));
    onTestFinished(() => this.history.close());
  }

  /** Starts a collector on the place. */
  async begin(how: Omit<Start, "address"> & { address?: string } = {}): Promise<Program> {
    const program = await Program.start({ address: this.place.address, ...how });
    this.ready.push(program.readyAfter);
    return program;
  }

  /** A rating that is like no other, of a task and a person of its own. */
  next(): Rating {
    const { random } = this;
    const pick = <Value>(values: readonly Value[]) => values[between(random, 0, values.length - 1)] as Value;
    const id = uuid(random);
    return {
      id,
      touchpoint: "it.access-request",
      instrument: "outcome5",
      score: between(random, 1, 5),
      reasons: REASONS.filter(() => random() < 0.5),
      lostTime: pick(LOST_TIME),
      comment: `${pick(["fine", "slow", "čeká se", "très bien", "待った"])} ${id.slice(0, 8)}`,
      audience: pick(["employee", "supplier"] as const),
      ratedAt: new Date().toISOString(),
      task: `T-${id}`,
      person: `person-${++this.#persons}`,
    };
  }

  /** Sends ratings as one envelope, and notes before and after. Gives nothing where there was no whole answer. */
  async send(program: Program, ratings: Rating[], agent = connections(1)): Promise<Posted | undefined> {
    this.intend(ratings);
    return this.#deliver(program, ratings, agent);
  }

  /** Sends ratings of before once more, as they were. */
  again(program: Program, ratings: Rating[]): Promise<Posted | undefined> {
    return this.#deliver(program, ratings, connections(1));
  }

  /** Notes what is about to be sent. */
  intend(ratings: Rating[]): void {
    this.history.note(ratings.map((rating) => ({ id: rating.id, content: contentOf(rating) })));
    this.envelopes.push(ratings);
  }

  /** Sends from several connections until it is ended; settles when all of them have heard or given up. */
  load(program: Program, how: Load = {}): { end(): void; over: Promise<void> } {
    const { connections: most = 8, perSecond = 500, ratings = 1, envelopes = Infinity, change, hear } = how;
    const agent = connections(most);
    const interval = (1_000 * most) / perSecond;
    let begun = 0;
    let ended = false;
    const one = async () => {
      while (!ended && !program.hasEnded && begun < envelopes) {
        begun++;
        const started = performance.now();
        const length = typeof ratings === "number" ? ratings : between(this.random, 1, ratings.upTo);
        const some = Array.from({ length }, (_, at) => (change ? change(this.next(), at) : this.next()));
        const answer = await this.send(program, some, agent);
        const took = performance.now() - started;
        if (answer) hear?.(answer, took);
        await pause(Math.max(0, interval - took));
      }
    };
    const over = Promise.all(Array.from({ length: most }, one)).then(() => agent.destroy());
    return { end: () => (ended = true), over };
  }

  /** Sends every rating again, as it was, in as few envelopes as can be, and expects the truth about each. */
  async repeat(program: Program): Promise<void> {
    const known = this.#acknowledged();
    const agent = connections(4);
    const waiting = packed(this.envelopes.flat());
    const wrong: string[] = [];
    const one = async () => {
      for (let some = waiting.shift(); some; some = waiting.shift()) {
        const answer = await this.#deliver(program, some, agent);
        if (answer?.status !== 200) wrong.push(`an envelope was answered with ${answer?.status ?? "nothing"}`);
        for (const { id, status } of answer?.results ?? [])
          if (known.has(id) && status !== "duplicate") wrong.push(`${id} was acknowledged, and is ${status} now`);
      }
    };
    await Promise.all(Array.from({ length: 4 }, one));
    agent.destroy();
    expect(wrong, "what the collector says of ratings that come again").toEqual([]);
  }

  /** What holds at once, with whatever is on its way. The collector must be gone where the place is a folder. */
  async check(): Promise<Judgement> {
    const { kept, damage } = await this.place.read();
    const judgement = judge({ events: this.history.read(), kept, damage });
    expectNothingWrong(judgement);
    return judgement;
  }

  /**
   * Starts a collector once more, sends everything again, lets a week pass, reads the report, and counts: everything must
   * be there, once, as it was sent. What was found is noted among the figures.
   * @param times how often the fault has struck
   * @param ahead milliseconds until whatever was sent is counted in a week that has closed; 0 where no report can be held
   * against what is kept
   */
  async settle(times: number, extra: Extra = {}, ahead = 8 * DAY): Promise<Judgement> {
    const again = await this.begin();
    await this.repeat(again);
    // A small group is not reported.
    const some = Array.from({ length: FULL }, () => this.next());
    expect((await this.send(again, some))?.results.map(({ status }) => status)).toEqual(some.map(() => "stored"));
    expect(await again.stop(), "how it ended").toBe(0);

    const reported = ahead === 0 ? undefined : await this.#reported(ahead);
    const { kept, tasks, damage } = await this.place.read();
    const judgement = judge({ events: this.history.read(), kept, damage, settled: true, reported, ready: this.ready });
    record(this.place, times, judgement, this.ready, extra);
    expectNothingWrong(judgement);
    expect(tasks, "tasks in the ledger").toBe(judgement.kept);
    return judgement;
  }

  /** Answers that the reports of all weeks count when so much time has passed. */
  async #reported(ahead: number): Promise<number> {
    const later = await this.begin({ preload: ["clock.mjs"], env: { AFTERTASK_CLOCK_AHEAD: String(ahead) } });
    const { rows } = (await (await later.get("/v1/report?key=pk_intranet")).json()) as Report;
    expect(await later.stop(), "how it ended").toBe(0);
    return rows.reduce((sum, row) => sum + ("answered" in row ? (row.answered ?? 0) : 0), 0);
  }

  async #deliver(program: Program, ratings: Rating[], agent: ReturnType<typeof connections>) {
    const all = (outcome: Outcome["outcome"], word: string) => ratings.map(({ id }) => ({ id, outcome, word }));
    try {
      const answer = await post(program.address, envelope(ratings), agent);
      const refused = answer.status >= 400 && answer.status < 500;
      this.history.note(
        answer.status === 200 ? answer.results.map(outcomeOf) : all(refused ? "fail" : "info", String(answer.status)),
      );
      return answer;
    } catch (cause) {
      this.history.note(all("info", codeOf(cause)));
      return undefined;
    }
  }

  #acknowledged(): Set<string> {
    const outcomes = this.history.read().filter((event) => "outcome" in event);
    return new Set(outcomes.filter(({ outcome }) => outcome === "ok").map(({ id }) => id));
  }
}

/** As many ratings in each envelope as it may hold, in number and in bytes. */
function packed(ratings: readonly Rating[]): Rating[][] {
  const envelopes: Rating[][] = [];
  let size = Infinity;
  for (const rating of ratings) {
    const bytes = Buffer.byteLength(JSON.stringify(rating)) + 1;
    const last = envelopes.at(-1);
    const fits = last && last.length < FULL && size + bytes < LIMITS.envelopeBytes;
    if (fits) last.push(rating);
    else envelopes.push([rating]);
    // What stands around the ratings takes some, too.
    size = fits ? size + bytes : 200 + bytes;
  }
  return envelopes;
}

/** Ratings that one envelope may hold. */
export const FULL = LIMITS.envelopeRatings;

function outcomeOf({ id, status }: RatingResult): Outcome {
  return { id, outcome: status === "stored" || status === "duplicate" ? "ok" : "fail", word: status };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}

function expectNothingWrong({ lost, twice, invented, altered, damage, miscounted }: Judgement): void {
  expect(lost, "I1: acknowledged, and lost").toEqual([]);
  expect(twice, "I2: stored twice").toEqual([]);
  expect(invented, "I3: stored, and never sent").toEqual([]);
  expect(altered, "I4: stored otherwise than it was sent").toEqual([]);
  expect(damage, "I5: damaged").toEqual([]);
  expect(miscounted, "I7: reported otherwise than stored").toEqual([]);
}
