import { readAnswer } from "../http/answer.js";
import { envelope } from "../http/envelope.js";
import { type Due, due } from "./due.js";
import type { Entry } from "./entry.js";
import { afterAnswer, FRESH_LANE } from "./lane.js";
import { answer, type News } from "./outbox.js";
import type { Ports, Sending } from "./ports.js";

/** Why a round begins. `due`: a timer. `wake`: something makes success likelier. `now`: the host asked for it. */
export type Cause = "due" | "wake" | "now";

export interface Delivery {
  /** Looks whether something waits from an earlier page, and plans its delivery. */
  start(): Promise<void>;
  /** Sends claimed entries now, beside any round: a fresh rating does not wait for old ones. Unless the endpoint asked for silence. */
  send(entries: readonly Entry[]): Promise<void>;
  /** Sends whatever is due. One round at a time, over all pages. */
  round(cause: Cause): Promise<void>;
  /** Gives up the request of a running round, and with it the lock, until the next round or forever. */
  stop(forever?: boolean): void;
}

export interface DeliverySettings {
  key: string;
  sdk: string;
  /** Endpoint and sender: what a dead rating was refused under. */
  under: string;
  /** This client's mark on claims. */
  by: string;
  /** Ratings that were given up since the last delivery, by reason. */
  lost: Map<string, number>;
  isOpenHere(id: string): boolean;
  /** Hears what every attempt brought, before it is written down. */
  tell(news: News): void;
  /** Sees everything that the outbox holds, whenever it is read; inside the transaction. */
  look(entries: readonly Entry[]): void;
}

/** A round lets go of the lock after so long, even if more is due. */
const LONGEST_ROUND = 15_000;
/** So long may another page hold the lock while something is due here; it may be frozen. */
const PATIENCE = 30_000;
/** Attempts are never closer than this, except when the host asks. */
const BREATH = 1000;
/** So long a retry may be put off because the browser believes that it is offline. It is often wrong. */
const OFFLINE = 60_000;

/** The loop: read, send, then remove. */
export function createDelivery(
  {
    storage,
    send,
    clock,
    random,
    lock,
    isOnline,
  }: Pick<Ports, "send" | "clock" | "random" | "lock" | "isOnline"> & {
    storage: Pick<Ports["storage"], "change">;
  },
  { key, sdk, under, by, lost, isOpenHere, tell, look }: DeliverySettings,
): Delivery {
  let lane = FRESH_LANE;
  let lastTry = -BREATH;
  let lockedOutSince: number | undefined;
  let rounds = Promise.resolve();
  let cancel = () => {};
  let stopped = false;
  let closed = false;
  const ofRound = new Set<Sending>();

  const silence = () => lane.quietUntil - clock.ticks();

  async function exchange(batch: readonly Entry[], inRound?: boolean): Promise<void> {
    lastTry = clock.ticks();
    const at = clock.wall();
    const ids = batch.map(({ id }) => id);
    const bodies = batch.map(({ body }) => body);
    const frame = { key, sdk, sentAt: new Date(at).toISOString(), lost: Object.fromEntries(lost) };
    const request = send(envelope(frame, bodies));
    if (inRound) ofRound.add(request);
    const reply = await request.reply.catch(() => undefined);
    ofRound.delete(request);
    // Given up by us. The claim stays: a transaction begun now could freeze with the page, and block every other page.
    if (!reply && inRound && stopped) return;

    const chance = random();
    const read = readAnswer(reply, ids, { now: at, random: chance, online: isOnline() });
    const { next, verdicts } = read;
    lane = afterAnswer(lane, read, clock.ticks(), chance);
    if (next === "split" || next === "halve") {
      const middle = ids.length >> 1;
      await exchange(batch.slice(0, middle), inRound);
      return exchange(batch.slice(middle), inRound);
    }
    if (next === "go-on") lost.clear();
    const answered = (entry: Entry): [Entry?, News?] => {
      const verdict = verdicts[ids.indexOf(entry.id)];
      if (!verdict) return [entry];
      const pause = next === "pause" ? { retryAfterMs: silence() } : {};
      return answer(entry, { ...verdict, ...pause }, { at, by, under, random: chance });
    };
    for (const entry of batch) {
      const [, news] = answered(entry);
      if (news) tell(news);
    }
    await storage.change((entries) => entries.flatMap((entry) => answered(entry)[0] ?? []));
  }

  async function pick(limit: number, eagerBefore: number): Promise<Due> {
    let found: Due = { batch: [], nextIn: Infinity, kept: [] };
    await storage.change((entries) => {
      look(entries);
      found = due(entries, { at: clock.wall(), key, under, by, limit, eagerBefore, isOpenHere });
      return found.kept;
    });
    return found;
  }

  async function section(eager: boolean): Promise<void> {
    const eagerBefore = eager ? clock.wall() + 1 : 0;
    const end = clock.ticks() + LONGEST_ROUND;
    for (let goOn = true; !stopped; goOn = silence() <= 0 && clock.ticks() < end) {
      const { batch, nextIn } = await pick(goOn ? lane.limit : 0, eagerBefore);
      if (!batch.length) return plan(nextIn, "due");
      await exchange(batch, true);
    }
  }

  function plan(ms: number, cause: Cause): void {
    cancel();
    if (ms < Infinity) cancel = clock.after(cause === "due" ? Math.max(ms, silence()) : ms, () => round(cause));
  }

  async function attempt(cause: Cause): Promise<void> {
    cancel();
    if (closed) return;
    stopped = false;
    const ticks = clock.ticks();
    const breath = lastTry + BREATH - ticks;
    if (silence() > 0 && (lane.firm || cause === "due")) return plan(0, "due");
    if (breath > 0 && cause === "wake") return plan(breath, cause);
    if (cause === "due" && !isOnline()) return plan(OFFLINE, "wake");
    const work = () => section(cause !== "due");
    if (await lock(work)) lockedOutSince = undefined;
    else if (ticks - (lockedOutSince ??= ticks) < PATIENCE) plan(BREATH, cause);
    else await work();
  }

  const round = (cause: Cause) => (rounds = rounds.then(() => attempt(cause)));

  return {
    round,
    async start() {
      const { nextIn } = await pick(0, Infinity);
      // Tabs that a browser restores together should not come together.
      plan(Math.max(nextIn, 2 * BREATH * random()), "wake");
    },
    async send(entries) {
      if (silence() <= 0 || !lane.firm) await exchange(entries);
      await round(lane.times ? "due" : "now");
    },
    stop(forever = false) {
      stopped = true;
      closed ||= forever;
      cancel();
      for (const request of ofRound) request.abort();
    },
  };
}
