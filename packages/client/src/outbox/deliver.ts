import { ENVELOPE_RATINGS } from "@aftertask/schema/words";
import { readAnswer } from "../http/answer.js";
import { envelope } from "../http/envelope.js";
import { type Due, due } from "./due.js";
import { type Entry, isOpen } from "./entry.js";
import { answer, type News } from "./outbox.js";
import type { Lost } from "./lost.js";
import type { Ports, Sender } from "./ports.js";
import type { Outbox } from "./tiers.js";

/** Why a round begins. `due`: a timer. `wake`: something makes success likelier. `now`: the host asked for it. */
export type Cause = "due" | "wake" | "now";

export interface Delivery {
  /** Plans the delivery of what waits from an earlier page. */
  start(): void;
  /** Sends claimed entries now, beside any round: a fresh rating does not wait for old ones. Unless the endpoint asked for silence. */
  send(entries: readonly Entry[]): Promise<void>;
  /** Sends whatever is due. One round at a time, over all pages. */
  round(cause: Cause): Promise<void>;
  /** Gives up the request of a running round, and with it the lock, until the next round or forever. */
  stop(forever?: boolean): void;
}

/** A round lets go of the lock after so long, even if more is due. */
const LONGEST_ROUND = 15_000;
/** So long may another page hold the lock while something is due here; it may be frozen. */
const PATIENCE = 30_000;
/** Attempts are never closer than this, except when the host asks. */
const BREATH = 1000;
/** So long a retry may be put off because the browser believes that it is offline. It is often wrong. */
const OFFLINE = 60_000;
/** The first silence after an answer that spoke of a wrong address or key; each further one is twice as long, up to an hour. */
const PAUSE = 300_000;

/**
 * The loop: read, send, then remove.
 * @param tell hears what every attempt brought, before it is written down
 */
export function createDelivery(
  { send, wall, ticks, after, random, lock, isOnline }: Omit<Ports, "storage" | "notes">,
  outbox: Pick<Outbox, "change">,
  sender: Sender,
  lost: Lost,
  tell: (news: News) => void,
): Delivery {
  /** The most ratings in one request; what is behind the point does not count. */
  let limit = ENVELOPE_RATINGS;
  let pause = PAUSE;
  /** Nothing is sent before, by the clock that is never moved; firmly, if the endpoint is to be left alone. */
  let quietUntil = 0;
  let firm = false;
  let lastTry = -BREATH;
  let lockedOutSince: number | undefined;
  let rounds = Promise.resolve();
  let cancel = () => {};
  let abort = () => {};
  let stopped = false;
  let closed = false;

  const silence = () => quietUntil - ticks();

  async function exchange(batch: readonly Entry[], inRound?: boolean): Promise<void> {
    lastTry = ticks();
    const at = wall();
    const { key, sdk, by, under } = sender;
    const request = send(
      envelope(
        { key, sdk, sentAt: new Date(at).toISOString(), lost: lost.count() },
        batch.map(({ body }) => body),
      ),
    );
    if (inRound) abort = request.abort;
    const reply = await request.reply.catch(() => undefined);
    // Given up by us. The claim stays: a transaction begun now could freeze with the page, and block every other page.
    if (!reply && inRound && stopped) return;

    const chance = random();
    const { next, verdictOf } = readAnswer(reply, batch, at, chance, isOnline(), pause);
    if (next === "split") {
      const middle = (limit = batch.length >> 1);
      await exchange(batch.slice(0, middle), inRound);
      return stopped && inRound ? undefined : exchange(batch.slice(middle), inRound);
    }

    const outcomes = new Map(batch.map((entry) => [entry.id, answer(entry, verdictOf(entry), under, at, chance)]));
    for (const [kept, news] of outcomes.values()) {
      tell(news);
      if (!kept || next === "go-on") continue;
      quietUntil = ticks() + kept.delay;
      firm = kept.firm || next === "pause";
    }
    pause = next === "pause" ? Math.min(12 * PAUSE, 2 * pause) : PAUSE;
    if (next === "go-on") {
      // Ten ratings that went through allow twice as many in one request again.
      limit = Math.min(ENVELOPE_RATINGS, limit * 2 ** (batch.length / 10));
      quietUntil = 0;
      lost.clear();
    }
    await outbox.change((entries) =>
      entries.flatMap((entry) => {
        const [kept] = outcomes.get(entry.id) ?? [entry];
        // One that is still open, or that another page has claimed meanwhile, is not ours to put off.
        return kept?.state === "sealed" && (isOpen(entry) || entry.by !== by) ? entry : (kept ?? []);
      }),
    );
  }

  async function drain(eager: boolean): Promise<void> {
    const eagerBefore = eager ? wall() + 1 : 0;
    const end = ticks() + LONGEST_ROUND;
    while (!stopped) {
      if (silence() > 0 || ticks() > end) return plan(silence(), "due");
      let found = {} as Due;
      await outbox.change((entries) => (found = due(entries, sender, wall(), limit, eagerBefore)).kept);
      const { batch, nextIn } = found;
      if (!batch.length) return plan(nextIn, "due");
      await exchange(batch, true);
    }
  }

  function plan(ms: number, cause: Cause): void {
    cancel();
    if (ms < Infinity) cancel = after(ms, () => round(cause));
  }

  async function attempt(cause: Cause): Promise<void> {
    cancel();
    if (closed) return;
    stopped = false;
    const now = ticks();
    const patient = cause === "due";
    const rest = Math.max(firm || patient ? silence() : 0, cause === "wake" ? lastTry + BREATH - now : 0);
    if (rest > 0) return plan(rest, cause);
    if (patient && !isOnline()) return plan(OFFLINE, "wake");
    quietUntil = 0;
    await lock(async (free) => {
      if (free) lockedOutSince = undefined;
      else if (now - (lockedOutSince ??= now) < PATIENCE) return plan(BREATH, cause);
      await drain(!patient);
    });
  }

  // A round that fails must not be the last: whatever broke it may have passed.
  const round = (cause: Cause) => (rounds = rounds.then(() => attempt(cause)).catch(() => plan(PATIENCE, "due")));

  return {
    round,
    // Tabs that a browser restores together should not come together.
    start: () => plan(2 * BREATH * random(), "wake"),
    async send(entries) {
      if (silence() <= 0 || !firm) await exchange(entries);
      await round(silence() > 0 ? "due" : "now");
    },
    stop(forever = false) {
      stopped = true;
      closed ||= forever;
      cancel();
      abort();
    },
  };
}
