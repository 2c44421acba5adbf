import { ENVELOPE_RATINGS } from "@aftertask/schema/words";
import { readAnswer } from "../http/answer.js";
import { requestBody } from "../http/envelope.js";
import { type Cause, DUE, NOW, WAKE } from "./cause.js";
import { type Due, due } from "./due.js";
import type { Entry } from "./entry.js";
import type { Lost } from "./lost.js";
import { answer, settle, type News } from "./outbox.js";
import type { Ports, Sender } from "./ports.js";
import type { Outbox } from "./tiers.js";
import { BREATH, LONGEST_ROUND, LONGEST_SLEEP, PATIENCE, TIMEOUT } from "./timing.js";

/** An exchange that belongs to a round, and is given up with it. */
const IN_ROUND = true;

export type Delivery = [
  /** Milliseconds for which nothing is sent for this reason. */
  silence: (cause: Cause) => number,
  /** Sends sealed entries now, beside any round: a fresh rating does not wait for old ones. Unless there is to be silence. */
  sendNow: (entries: readonly Entry[]) => Promise<void>,
  /** Sends whatever is due. One round at a time, over all pages. */
  round: (cause: Cause) => Promise<void>,
  /** Gives up the request of a running round, and with it the lock. No round begins until something wakes it. */
  stop: () => void,
];

/**
 * The loop: read, send, then remove. Plans the first round.
 * @param tell hears what every attempt brought, before it is written down
 */
export function createDelivery(
  ports: Omit<Ports, "storage" | "notes">,
  outbox: Pick<Outbox, "change">,
  sender: Sender,
  lost: Lost,
  tell: (news: News) => void,
): Delivery {
  const most = sender.single ? 1 : ENVELOPE_RATINGS;
  /** The most ratings in one request; what is behind the point does not count. */
  let limit = most;
  /** Nothing is sent before, by the clock that is never moved, for a reason that is not stronger than `hush`. */
  let quietUntil = 0;
  let hush: Cause = DUE;
  let lastTry = -BREATH;
  let lockedOutSince: number | undefined;
  let rounds = Promise.resolve();
  let cancel: (() => void) | undefined;
  /** The cause of the round that is planned. */
  let planned: Cause | 0 = 0;
  let abort: (() => void) | undefined;
  let stopped = false;

  const silence = (cause: Cause) => (cause > hush ? 0 : Math.max(0, quietUntil - ports.ticks()));

  async function exchange(batch: readonly Entry[], inRound?: boolean): Promise<void> {
    lastTry = ports.ticks();
    const at = ports.wall();
    // A rating that travels alone has no room for them.
    const told = sender.single ? {} : lost.count();
    let inTime = () => {};
    const givenUp = new Promise<void>((giveUp) => {
      inTime = ports.after(TIMEOUT, giveUp);
      if (inRound) abort = giveUp;
    });
    // A transport may take no notice of what is given up.
    const sending = ports.send(requestBody(sender, at, told, batch), givenUp, !inRound).catch(() => {});
    const reply = await Promise.race([sending, givenUp]);
    inTime();
    // Given up by us. The claim stays: a transaction begun now could freeze with the page, and block every other page.
    if (!reply && inRound && stopped) return;

    const chance = ports.random();
    const alone = batch.length === 1;
    const outcomes = new Map<string, ReturnType<typeof answer>>();
    for (const entry of batch) {
      const verdict = readAnswer(reply, entry.id, alone, sender.foreign, at);
      if (!verdict) {
        limit = batch.length >> 1;
        return;
      }
      outcomes.set(entry.id, answer(entry, verdict, sender.under, ports.wall(), chance));
    }
    /** The endpoint has taken the request as a whole. */
    const heard = Number(reply?.[0].status) < 300;
    let judged = false;
    for (const [, news, pause] of outcomes.values()) {
      tell(news);
      if (!pause) {
        judged = true;
        // Ten ratings that went through allow twice as many in one request again. One that was refused was to blame for
        // what others had to suffer: they need not go one by one.
        limit = Math.min(most, limit * (news[0] === "refused" ? 3 : 2 ** 0.1));
        continue;
      }
      const { because, retryInMs, firm } = pause;
      // The endpoint may want this one later, and say nothing of the others. And a time that it has named is not cut short
      // by what another request meets.
      if ((because === "busy" && heard) || silence(NOW) > (firm ? retryInMs : 0)) continue;
      quietUntil = ports.ticks() + retryInMs;
      hush = because === "paused" ? WAKE : firm ? NOW : DUE;
    }
    if (judged && !silence(NOW)) quietUntil = 0;
    if (judged && heard) for (const [reason, number] of Object.entries(told)) lost.add(reason, -number);
    await outbox.change((entries) =>
      entries.flatMap((entry) => {
        const [next] = outcomes.get(entry.id) ?? [entry];
        return settle(entry, next, sender.by) ?? [];
      }),
    );
  }

  async function drain(eagerBefore: number): Promise<void> {
    const end = ports.ticks() + LONGEST_ROUND;
    while (!stopped) {
      if (silence(DUE) || ports.ticks() > end) return plan(silence(DUE), DUE);
      let kept: Due[0];
      let batch!: Due[1];
      let nextIn!: Due[2];
      await outbox.change((entries) => {
        [kept, batch, nextIn] = due(entries, sender, ports.wall(), limit, eagerBefore);
        return kept;
      });
      if (stopped) return;
      if (!batch.length) return plan(nextIn, DUE);
      await exchange(batch, IN_ROUND);
    }
  }

  /** A weaker cause does not take the place of a stronger one. */
  function plan(ms: number, cause: Cause): void {
    if (stopped || cause < planned) return;
    forget();
    if (ms === Infinity) return;
    planned = cause;
    // A record of a later version may name a time that is longer than a timer can be.
    cancel = ports.after(Math.min(ms, LONGEST_SLEEP), () => {
      forget();
      void round(cause);
    });
  }

  function forget(): void {
    cancel?.();
    planned = 0;
  }

  const round = (cause: Cause) => {
    // At once: one that is still to come when everything is stopped does not begin anew.
    stopped &&= cause !== WAKE;
    return (rounds = rounds.then(async () => {
      if (stopped) return;
      const now = ports.ticks();
      const rest = silence(cause) || (cause === WAKE ? lastTry + BREATH : now) - now;
      if (rest > 0) return plan(rest, cause);
      if (cause >= planned) forget();
      quietUntil = 0;
      await ports.lock(async (free) => {
        if (free) lockedOutSince = undefined;
        else if (now - (lockedOutSince ??= now) < PATIENCE) return plan(BREATH, cause);
        // A round that fails must not be the last: whatever broke it may have passed.
        await drain(cause > DUE ? ports.wall() + 1 : 0).catch(() => plan(PATIENCE, DUE));
      });
    }));
  };

  // What waits from an earlier page. Tabs that a browser restores together should not come together.
  plan(2000 * ports.random(), WAKE);

  async function sendNow(entries: readonly Entry[]): Promise<void> {
    if (!silence(WAKE)) await exchange(entries);
    await round(silence(DUE) ? DUE : NOW);
  }

  function stop(): void {
    stopped = true;
    forget();
    abort?.();
  }

  return [silence, sendNow, round, stop];
}
