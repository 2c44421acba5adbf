import { ENVELOPE_RATINGS } from "@aftertask/schema/words";
import { readAnswer } from "../http/answer.js";
import { requestBody } from "../http/envelope.js";
import { type Due, due } from "./due.js";
import { type Entry, isDead, isOpen } from "./entry.js";
import { answer, type News } from "./outbox.js";
import type { Lost } from "./lost.js";
import type { Ports, Sender } from "./ports.js";
import type { Outbox } from "./tiers.js";

/**
 * Why a round begins, from the weakest reason to the strongest: a timer, something that makes success likelier, the
 * host's own wish. A silence is kept by every reason up to one of them.
 */
export type Cause = typeof DUE | typeof WAKE | typeof NOW;
export const DUE = 1;
export const WAKE = 2;
export const NOW = 3;

export interface Delivery {
  /** Sends claimed entries now, beside any round: a fresh rating does not wait for old ones. Unless there is to be silence. */
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
 * The loop: read, send, then remove. Plans the first round.
 * @param tell hears what every attempt brought, before it is written down
 */
export function createDelivery(
  { send, wall, ticks, after, random, lock, isOnline }: Omit<Ports, "storage" | "notes">,
  outbox: Pick<Outbox, "change">,
  sender: Sender,
  lost: Lost,
  tell: (news: News) => void,
): Delivery {
  const most = sender.body === "rating" ? 1 : ENVELOPE_RATINGS;
  /** The most ratings in one request; what is behind the point does not count. */
  let limit = most;
  let pause = PAUSE;
  /** Nothing is sent before, by the clock that is never moved, for a reason that is not stronger than `hush`. */
  let quietUntil = 0;
  let hush: Cause = DUE;
  let lastTry = -BREATH;
  let lockedOutSince: number | undefined;
  let rounds = Promise.resolve();
  let cancel = () => {};
  let abort = () => {};
  let stopped = false;
  let closed = false;
  /** Ids of what is under way. */
  const flying = new Set<string>();

  const silence = () => quietUntil - ticks();

  async function exchange(batch: readonly Entry[], inRound?: boolean): Promise<void> {
    for (const { id } of batch) flying.add(id);
    await request(batch, inRound);
    for (const { id } of batch) flying.delete(id);
  }

  async function request(batch: readonly Entry[], inRound?: boolean): Promise<void> {
    lastTry = ticks();
    const at = wall();
    const told = lost.count();
    const frame = { sentAt: new Date(at).toISOString(), lost: told };
    const bodies = batch.map(({ body }) => body);
    const sending = send(requestBody(sender, frame, bodies));
    if (inRound) abort = sending.abort;
    const reply = await sending.reply.catch(() => undefined);
    // Given up by us. The claim stays: a transaction begun now could freeze with the page, and block every other page.
    if (!reply && inRound && stopped) return;

    const [next, verdictOf] = readAnswer(reply, batch, sender.acknowledge, at, isOnline(), pause);
    pause = next === "pause" ? Math.min(12 * PAUSE, 2 * pause) : PAUSE;
    if (next === "split") {
      limit = batch.length >> 1;
      return;
    }
    const chance = random();
    const outcomes = new Map(
      batch.map((entry) => [entry.id, answer(entry, verdictOf(entry), sender.under, at, chance)]),
    );
    for (const [kept, news] of outcomes.values()) {
      tell(news);
      // The one to blame is found: the others need not go one by one.
      if (kept && isDead(kept)) limit *= 3;
      if (!kept || next === "go-on") continue;
      quietUntil = ticks() + kept.delay;
      hush = next === "pause" ? WAKE : kept.firm ? NOW : DUE;
    }
    if (next === "go-on") {
      // Ten ratings that went through allow twice as many in one request again.
      limit = Math.min(most, limit * 2 ** (batch.length / 10));
      quietUntil = 0;
      for (const [reason, number] of Object.entries(told)) lost.add(reason, -number);
    }
    await outbox.change((entries) =>
      entries.flatMap((entry) => {
        const [kept] = outcomes.get(entry.id) ?? [entry];
        // One that is still open, or that another page has claimed meanwhile, is not ours to put off.
        return kept && !isDead(kept) && (isOpen(entry) || entry.by !== sender.by) ? entry : (kept ?? []);
      }),
    );
  }

  async function drain(eager: boolean): Promise<void> {
    const eagerBefore = eager ? wall() + 1 : 0;
    const end = ticks() + LONGEST_ROUND;
    while (!stopped) {
      if (silence() > 0 || ticks() > end) return plan(silence(), DUE);
      let found = {} as Due;
      await outbox.change((entries) => (found = due(entries, sender, flying, wall(), limit, eagerBefore)).kept);
      const { batch, nextIn } = found;
      if (!batch.length) return plan(nextIn, DUE);
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
    const rest = Math.max(cause > hush ? 0 : silence(), cause === WAKE ? lastTry + BREATH - now : 0);
    if (rest > 0) return plan(rest, cause);
    if (cause === DUE && !isOnline()) return plan(OFFLINE, WAKE);
    quietUntil = 0;
    await lock(async (free) => {
      if (free) lockedOutSince = undefined;
      else if (now - (lockedOutSince ??= now) < PATIENCE) return plan(BREATH, cause);
      // A round that fails must not be the last: whatever broke it may have passed.
      await drain(cause > DUE).catch(() => plan(PATIENCE, DUE));
    });
  }

  const round = (cause: Cause) => (rounds = rounds.then(() => attempt(cause)));

  // What waits from an earlier page. Tabs that a browser restores together should not come together.
  plan(2 * BREATH * random(), WAKE);

  return {
    round,
    async send(entries) {
      if (silence() <= 0 || hush < WAKE) await exchange(entries);
      await round(silence() > 0 ? DUE : NOW);
    },
    stop(forever = false) {
      stopped = true;
      closed ||= forever;
      cancel();
      abort();
    },
  };
}
