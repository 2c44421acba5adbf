import type { Rating } from "@aftertask/schema/words";
import { browserPorts } from "./browser/browser-ports.js";
import { otherPages } from "./browser/other-pages.js";
import type { Client, Level, OpenRating, RatingInput, Receipt, Submission } from "./client.types.js";
import { OutboxFullError, RatingExpiredError, RatingRefusedError } from "./errors.js";
import { type ClientOptions, type CollectorOptions, readAddress, readOptions, type Settings } from "./options.js";
import { parse } from "./http/json.js";
import { admit } from "./outbox/admit.js";
import { NOW, WAKE } from "./outbox/cause.js";
import { createDelivery } from "./outbox/deliver.js";
import { type Entry, isDead, isOpen } from "./outbox/entry.js";
import { isTooMuch } from "./outbox/evict.js";
import { lostRatings } from "./outbox/lost.js";
import { claim, type News } from "./outbox/outbox.js";
import type { OtherPages, Ports, Sender } from "./outbox/ports.js";
import { tieredStorage } from "./outbox/tiers.js";

/**
 * A client that takes ratings, keeps them in the page's outbox and delivers them to `endpoint`. What waits there from an
 * earlier page is delivered without being asked for; with nothing waiting, nothing is sent or written.
 * Throws `AftertaskUsageError` when an option cannot work.
 */
export function createClient(options: ClientOptions): Client {
  const settings = readOptions(options, globalThis.document?.baseURI);
  return composeClient(settings, browserPorts(settings), otherPages(`aftertask:${settings.key}`));
}

/**
 * The same for Aftertask's own collector alone, without the bytes that other endpoints need: what another page has
 * delivered meanwhile is sent once more, since the collector recognises it.
 */
export function createCollectorClient(options: CollectorOptions): Client {
  const settings = readAddress(options, globalThis.document?.baseURI);
  return composeClient(settings, browserPorts(settings));
}

/**
 * The client over its ports.
 * @param connect missing where the endpoint recognises what it is sent again
 */
export function composeClient(settings: Settings, ports: Ports, connect?: OtherPages): Client {
  const { storage, notes, wall } = ports;
  const { key } = settings;
  const sender: Sender = { ...settings, by: ports.newId(), under: settings.endpoint + settings.sdk };
  const listeners = new Set<(news: News) => void>();
  /** Who waits for the end of a rating that this page has taken; nobody, once it has come. */
  const ends = new Map<string, (news: News) => void>();
  /** Those of them that were sent: what the host was given. */
  const sent = new Map<string, Promise<Submission>>();
  /** Those of them whose first write is over: from now on they have no reason to be missing. */
  const written = new Map<string, Entry>();
  /** The open ratings of this page: what sends each as it was last given, by what seals it. */
  const opened = new Map<() => Promise<Submission>, () => unknown>();
  const lost = lostRatings(notes, key);
  const outbox = tieredStorage(storage, notes, written);
  /** As the outbox does it. What another page has had refused is told here as well. */
  const change = async (decide: (entries: readonly Entry[]) => readonly Entry[]) => {
    const held = await outbox.change(decide);
    // One that is still to be written may have been refused when it was handed over before.
    for (const entry of held) if (written.has(entry.id)) hearOfDead(entry);
    return held;
  };
  const [silence, sendNow, round, stop] = createDelivery(ports, { change }, sender, lost, tell);
  let pages: ReturnType<OtherPages> | undefined;
  /** Anew when the page comes back: a message for one that listens would have thrown it out of the back-forward cache. */
  const meet = () => {
    pages?.close();
    pages = connect?.((news) => {
      const [, { id }] = news;
      if (ends.has(id)) hear(news);
    });
  };
  meet();

  /** What has happened to a rating, here or in another page that has sent it. */
  const hear = (news: News) => {
    const [, detail] = news;
    // Each in a task of its own: a listener that throws is reported as the host's error, and harms nobody else.
    for (const listener of listeners) queueMicrotask(() => listeners.has(listener) && listener(news));
    // Postponed, and a full outbox, end nothing.
    if ("because" in detail && detail.because !== "expired") return;
    ends.get(detail.id)?.(news);
    for (const each of [ends, sent, written]) each.delete(detail.id);
  };
  const hearOfDead = (entry: Entry) => {
    const { id } = entry;
    if (isDead(entry) && ends.has(id)) hear(["refused", { id, problem: entry.problem }]);
  };

  function tell(news: News): void {
    const [event, detail] = news;
    if (event === "dropped") lost.add(detail.because, 1);
    if (event !== "postponed") pages?.tell(news);
    hear(news);
  }

  /** This project's ratings. */
  const own = (entries: readonly Entry[]) => entries.filter((entry) => entry.key === key);
  const list = async () => own(await change((entries) => entries));
  // What waits for another project is in nobody's way.
  const isFull = (entry: Entry) => isTooMuch([...own(outbox.held()).filter((held) => !isDead(held)), entry]);

  /** Writes a rating, or throws `OutboxFullError`. */
  function add(entry: Entry): Promise<Level> {
    if (!isFull(entry)) return outbox.add(entry);
    tell(["dropped", { id: entry.id, because: "outbox-full" }]);
    // Perhaps another page has emptied it meanwhile.
    void list();
    throw new OutboxFullError("Too many ratings wait: check the endpoint.");
  }

  const fresh = (rating: RatingInput) => admit(rating, sender, wall(), ports.newId);
  // Nothing is claimed that is not sent: the next page need not wait for it.
  const sealed = (entry: Entry) => ({ ...claim(entry, "", wall()), ...(silence(WAKE) && { delay: 0 }) });
  /** Compares and sets a rating while it is open. Gives what there is of it then. */
  const whileOpen = async (id: string, replace: (entry: Entry) => Entry) => {
    const isIt = (entry: Entry) => entry.id === id;
    const held = await change((entries) =>
      entries.map((entry) => (isIt(entry) && isOpen(entry) ? replace(entry) : entry)),
    );
    return held.find(isIt);
  };

  /** What a rating comes to, told once to everybody who has followed it. */
  function follow(id: string): Promise<News> {
    const others = ends.get(id);
    return new Promise((resolve) => {
      ends.set(id, (news) => {
        others?.(news);
        resolve(news);
      });
    });
  }

  /** Sends a rating that is sealed, unless it has come to its end already. */
  function send(entry: Entry, saved: Promise<Level>, end: Promise<News>): Promise<Submission> {
    const { id } = entry;
    const delivered = end.then(([event, detail]): Receipt => {
      if (event === "delivered") return detail;
      throw event === "refused"
        ? new RatingRefusedError(detail.problem)
        : new RatingExpiredError("It waited for 30 days.");
    });
    const submission = Promise.race([saved, delivered.then(() => "delivered" as const)])
      .catch(() => saved)
      .then((reached) => ({ id, delivery: reached, delivered }));
    hearOfDead(entry);
    if (ends.has(id)) {
      sent.set(id, submission);
      void saved.then(() => sent.has(id) && written.set(id, { ...entry, delay: 0 }));
      void sendNow([entry]);
    }
    return submission;
  }

  function open(entry: Entry): OpenRating {
    const saved = add(entry);
    const { id } = entry;
    const end = follow(id);
    /** As it was last given; as it is in the outbox, once that has refused an edit. */
    let latest = entry;
    let sealing: Promise<Submission> | undefined;

    const seal = (): Promise<Submission> => {
      opened.delete(seal);
      return (sealing ??= whileOpen(id, sealed).then(
        (there) =>
          // Another page may have sealed it; then it is on its way, or there already, and once more does no harm.
          sent.get(id) ?? send(there ?? sealed(latest), saved, end),
      ));
    };

    // One that has come to its end is not sent again.
    opened.set(seal, () => ends.has(id) && sendNow([latest]));
    return {
      id,
      saved,
      seal,
      async edit(rating) {
        const before = latest;
        let wrote: unknown = false;
        latest = fresh({ ...rating, id, ratedAt: JSON.parse(entry.body).ratedAt });
        // A transaction that is tried again may come after that of a later edit.
        const there = await whileOpen(id, () => (wrote = latest));
        if (there === wrote) return true;
        // What was not taken is not to leave with the page either.
        latest = there ?? before;
        return false;
      },
    };
  }

  const leave = () => {
    pages?.close();
    // Nothing is written now: it is too late for a transaction, and the bytes are in the outbox already.
    for (const sendOpen of opened.values()) void sendOpen();
  };
  const left = () => {
    meet();
    for (const seal of opened.keys()) void seal();
  };
  const wake = () => void round(WAKE);
  const unwatch = ports.watchPage(leave, left, stop, wake);

  return {
    async submit(rating) {
      const entry = sealed(fresh(rating));
      if (isFull(entry)) await list();
      // Written and sent in the same task: if the page dies now, one of the two is likely to have left it.
      return sent.get(entry.id) ?? send(entry, add(entry), follow(entry.id));
    },
    open: (rating) => open(fresh(rating)),
    flush: () => round(NOW),
    pending: async () => (await list()).filter((entry) => !isDead(entry)).length,
    refused: async () =>
      (await list())
        .filter(isDead)
        .map(({ id, problem, body }) => ({ id, problem, rating: parse(body) as unknown as Rating })),
    on(event, listener) {
      const heard = ([name, detail]: News) => {
        if (name === event) listener(detail as never);
      };
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    close() {
      unwatch();
      stop();
      pages?.close();
      storage.close();
    },
  };
}
