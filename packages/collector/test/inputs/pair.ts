import { describeApi } from "@aftertask/schema";
import { type EnvelopeAnswer, isoWeekOf, type Rating, type RatingResult } from "@aftertask/schema/words";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY } from "../../src/day.js";
import type { Key } from "../../src/store/keys.js";
import { asAdministrator } from "../postgres-place.js";
import { ORIGIN, TOKEN } from "../start.js";
import { CollectorProcess, type State } from "./collector-process.js";
import type { Stored } from "./expected.js";
import { type Answer, ask, type Ask, type Conversation, say, type Until } from "./http.js";
import { giveKeys, type Kept, readKept } from "./kept.js";
import { faultOf, resultsFault } from "./verdict.js";

/** Wednesday. The collectors' clocks begin here, so that no day and no week ends while they are tried. */
export const START = Date.UTC(2026, 10, 18, 9, 30);
const DAY_OF_START = "2026-11-18";

/** Keys of projects. One is a name that every object inherits. */
export const OPEN = "pk_intranet";
export const SECOND = "pk_second";
export const INHERITED = "constructor";
export const CATALOGUE = "pk_catalogue";
/** A project whose pages send two keys, neither of which is its own. */
export const TWO_KEYS = "pk_two_keys";
export const KEYS = ["pk_site_one", "pk_site_two"] as const;

const ANY_RATE = { origins: [ORIGIN], rate: "unlimited" };

const CONFIG = {
  projects: [
    ...[OPEN, SECOND, INHERITED].map((key) => ({ key, ...ANY_RATE, touchpoints: "open" })),
    { key: TWO_KEYS, keys: KEYS.map((key) => ({ key })), ...ANY_RATE, touchpoints: "open" },
    {
      key: CATALOGUE,
      ...ANY_RATE,
      touchpoints: { "hr.benefits-paperwork": { context: { caseType: ["dental", "vision"] } } },
    },
  ],
};

const NAMES = ["SQLite", "PostgreSQL"] as const;

/** Every status that a sender is told to expect. */
const DESCRIBED = Object.keys(
  (Object(describeApi("").paths["/v1/ratings"]?.["post"]) as { responses: object }).responses,
);

/** One collector on SQLite and one on PostgreSQL, with the same keys and the same clock. Each is asked the same, always. */
export class Pair {
  /** What was answered with `stored`, by project and id. */
  readonly stored = new Map<string, Stored>();
  #collectors: CollectorProcess[] = [];
  #log: string[][] = [[], []];

  private constructor(
    private readonly folder: string,
    private readonly places: readonly [string, string],
    private readonly keys: readonly Key[],
    private readonly takeAway: () => Promise<void>,
  ) {}

  /** @param server address of a PostgreSQL database that an administrator may connect to */
  static async start(server: string): Promise<Pair> {
    const folder = mkdtempSync(join(tmpdir(), "aftertask-inputs-"));
    const database = `inputs_${randomUUID().replaceAll("-", "")}`;
    await asAdministrator(server, (client) => client.query(`create database ${database}`));
    const places = [join(folder, "data"), Object.assign(new URL(server), { pathname: database }).href] as const;
    const pair = new Pair(folder, places, keysOf(CONFIG.projects), () =>
      asAdministrator(server, async (client) => void (await client.query(`drop database ${database} with (force)`))),
    );
    writeFileSync(join(folder, "aftertask.json"), JSON.stringify(CONFIG));
    for (const place of places) await giveKeys(place, pair.keys);
    await pair.#launch();
    return pair;
  }

  async #launch(clock = START): Promise<void> {
    const flags = ["--config", join(this.folder, "aftertask.json"), "--port", "0"];
    this.#collectors = await Promise.all(
      this.places.map((place, at) =>
        CollectorProcess.start(
          NAMES[at] ?? "",
          [...flags, "--database", place],
          { AFTERTASK_ADMIN_TOKEN: TOKEN },
          clock,
        ),
      ),
    );
  }

  /** Asks both, and gives the one answer that both have given. */
  async ask(question: Ask): Promise<Answer> {
    const [one, other] = await Promise.all(this.#collectors.map(({ address }) => ask(address, question)));
    const answer = agreed(one, other);
    const { method, path = "/v1/ratings", body } = question;
    const fault = faultOf(answer, method === "HEAD");
    if (fault) throw new Error(fault);
    const sends = path === "/v1/ratings" && (method ?? (body === undefined ? "GET" : "POST")) === "POST";
    if (sends && !DESCRIBED.includes(`${answer.status}`)) throw new Error(`${answer.status} is not described`);
    this.#note(question, answer);
    return answer;
  }

  /** Asks each on its own, and gives the answers of both: who of many comes first is not for them to agree on. */
  async askEach(questions: readonly Ask[]): Promise<[Answer[], Answer[]]> {
    const all = this.#collectors.map(({ address }) => Promise.all(questions.map((question) => ask(address, question))));
    const [one = [], other = []] = await Promise.all(all);
    const fault = [...one, ...other].map((answer) => faultOf(answer)).find((found) => found !== undefined);
    if (fault) throw new Error(fault);
    return [one, other];
  }

  /** Says the same to both, over connections of their own. */
  async say(pieces: Parameters<typeof say>[1], until: Until = { answers: 1 }): Promise<Conversation> {
    const [one, other] = await Promise.all(this.#collectors.map(({ address }) => say(address, pieces, until)));
    if (!one || !other) throw new Error("Nobody was spoken to.");
    if (one.answers.length !== other.answers.length)
      throw new Error(`SQLite answers ${one.answers.length} times, PostgreSQL ${other.answers.length}`);
    const answers = one.answers.map((answer, at) => agreed(answer, other.answers[at]));
    const fault = answers.map((answer) => faultOf(answer)).find((found) => found !== undefined);
    if (fault !== undefined) throw new Error(fault);
    return { answers, closed: one.closed && other.closed };
  }

  /** Sends an envelope that is valid as such. */
  async send(ratings: readonly unknown[], key = OPEN): Promise<RatingResult[]> {
    return this.sendText(JSON.stringify({ version: 1, key, ratings }));
  }

  /** The same, already written. */
  async sendText(body: string): Promise<RatingResult[]> {
    const answer = await this.ask({ body });
    if (answer.status !== 200) throw new Error(`status ${answer.status}: ${answer.body.toString()}`);
    return (JSON.parse(answer.body.toString()) as EnvelopeAnswer).results;
  }

  /** Notes what was promised to be kept, and looks whether the promises fit what was asked. */
  #note({ path = "/v1/ratings", body }: Ask, answer: Answer): void {
    if (path !== "/v1/ratings" || answer.status !== 200 || body === undefined) return;
    const text = typeof body === "string" ? body : new TextDecoder().decode(body);
    this.noteStored(text, answer);
  }

  /** For what was said over a connection of its own. */
  noteStored(text: string, answer: Answer): void {
    const { key, ratings } = JSON.parse(text) as { key: string; ratings: unknown[] };
    const project = (KEYS as readonly string[]).includes(key) ? TWO_KEYS : key;
    const fault = resultsFault(answer, ratings);
    if (fault !== undefined) throw new Error(fault);
    const { results } = JSON.parse(answer.body.toString()) as EnvelopeAnswer;
    for (const [index, { id, status }] of results.entries()) {
      if (status !== "stored") continue;
      const rating = ratings[index] as Rating;
      const name = nameOf(project, rating);
      if (this.stored.has(name)) throw new Error(`${id} was stored twice`);
      this.stored.set(name, { project, rating, day: DAY_OF_START, week: isoWeekOf(START) });
    }
  }

  /** A rating that was stored was erased since. */
  noteErased(project: string, rating: Rating): void {
    const found = this.stored.get(nameOf(project, rating));
    if (!found) throw new Error(`${rating.id} was never stored.`);
    found.erased = true;
  }

  /** @param wish whether everything that can be freed is to be freed before; default: yes */
  states(wish: { settled?: boolean } = {}): Promise<State[]> {
    return Promise.all(this.#collectors.map((collector) => collector.state(wish)));
  }

  /** What each has logged so far, line by line. */
  get logs(): string[][] {
    return this.#log.map((before, at) => [...before, ...(this.#collectors[at]?.log ?? [])]);
  }

  /** Ends both and starts them again on what they have kept. @param clock what they take for the time then */
  async restart(clock = START): Promise<void> {
    await this.#stop();
    await this.#launch(clock);
  }

  /** Ends both for good, and reads what each has kept. */
  async kept(): Promise<[Kept, Kept]> {
    await this.#stop();
    const [one, other] = await Promise.all(this.places.map((place) => readKept(place, START + 8 * DAY)));
    if (!one || !other) throw new Error("Nothing was kept.");
    return [one, other];
  }

  /** The secret that both were given under a name. */
  secretOf(project: string, purpose: Key["purpose"]): Uint8Array {
    const found = this.keys.find((key) => key.project === project && key.purpose === purpose);
    if (!found) throw new Error(`No key for ${project}.`);
    return found.secret;
  }

  async #stop(): Promise<void> {
    const ending = this.#collectors;
    await Promise.all(ending.map((collector) => collector.stop()));
    this.#log = this.logs;
    this.#collectors = [];
  }

  async end(): Promise<void> {
    await Promise.all(this.#collectors.map((collector) => collector.kill()));
    rmSync(this.folder, { recursive: true, force: true });
    await this.takeAway();
  }
}

/** A rating is known by its project, the week of its own clock, and its id. */
function nameOf(project: string, { id, ratedAt }: Rating): string {
  return `${project} ${isoWeekOf(Math.max(0, Date.parse(ratedAt)))} ${id}`;
}

/** Headers in which two answers to one request must agree. */
const TELLING = [
  "content-type",
  "allow",
  "connection",
  "retry-after",
  "www-authenticate",
  "cache-control",
  "access-control-allow-origin",
  "access-control-allow-methods",
  "access-control-allow-headers",
];

function agreed(one: Answer | undefined, other: Answer | undefined): Answer {
  if (!one || !other) throw new Error("Somebody gave no answer.");
  const said = ({ status, headers, body }: Answer) =>
    [status, ...TELLING.map((name) => `${name}: ${String(headers[name] ?? "-")}`), body.toString("latin1")].join("\n");
  if (said(one) !== said(other)) throw new Error(`SQLite says\n${said(one)}\nPostgreSQL says\n${said(other)}`);
  return one;
}

/** One secret for each purpose of each project: any will do, as long as both have it. */
function keysOf(projects: readonly { key: string }[]): Key[] {
  return projects.flatMap(({ key: project }, at) =>
    (["digest", "rater", "ledger"] as const).map((purpose, which) => ({
      project,
      purpose,
      week: purpose === "rater" ? isoWeekOf(START) : "",
      secret: new Uint8Array(32).fill(16 * at + which + 1),
    })),
  );
}
