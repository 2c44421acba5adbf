import { browserPorts } from "./browser/browser-ports.js";
import { otherPages } from "./browser/other-pages.js";
import type { Client, Level, OpenRating, RatingInput, Receipt, Submission } from "./client.types.js";
import { OutboxFullError, RatingExpiredError, RatingRefusedError } from "./errors.js";
import { type ClientOptions, type CollectorOptions, readAddress, readOptions, type Settings } from "./options.js";
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
  // The ratings of this page that were sent, and have not come to their end: what the host was given, and who waits for it.
  const sent = new Map<string, Promise<Submission>>();
  const ends = new Map<string, (news: News) => void>();
  /** Those of them whose first write is over: from now on they have no reason to be missing. */
  const written = new Map<string, Entry>();
  /** The open ratings of this page, as each was last handed to the outbox, by what seals it. */
  const opened = new Map<() => Promise<Submission>, Entry>();
  const lost = lostRatings(notes, key);
  const outbox = tieredStorage(storage, notes, written);
  const [silence, sendNow, round, stop] = createDelivery(ports, outbox, sender, lost, tell);
  const pages = connect?.((news) => {
    const [, { id }] = news;
    if (sent.has(id)) hear(news);
  });

  /** What has happened to a rating, here or in another page that has sent it. */
  const hear = (news: News) => {
    const [event, detail] = news;
    // Each in a task of its own: a listener that throws is reported as the host's error, and harms nobody else.
    for (const listener of listeners) queueMicrotask(() => listener(news));
    if (event === "postponed") return;
    ends.get(detail.id)?.(news);
    for (const each of [ends, sent, written]) each.delete(detail.id);
  };

  function tell(news: News): void {
    const [event, detail] = news;
    if (event === "dropped") lost.add(detail.because, 1);
    if (event !== "postponed") pages?.tell(news);
    hear(news);
  }

  /** Writes a rating, or throws `OutboxFullError`. */
  function add(entry: Entry): Promise<Level> {
    if (!isTooMuch([...outbox.held().filter((held) => !isDead(held)), entry])) return outbox.add(entry);
    tell(["dropped", { id: entry.id, because: "outbox-full" }]);
    // Perhaps another page has emptied it meanwhile.
    void round(WAKE);
    throw new OutboxFullError("Too many ratings wait: check the endpoint.");
  }

  const fresh = (rating: RatingInput) => admit(rating, sender, wall(), ports.newId);
  // Nothing is claimed that is not sent: the next page need not wait for it.
  const sealed = (entry: Entry) => ({ ...claim(entry, "", wall()), ...(silence(WAKE) && { delay: 0 }) });
  /** Compares and sets an open rating. Gives all that is there then. */
  const whileOpen = (id: string, change: (entry: Entry) => Entry) =>
    outbox.change((entries) => entries.map((entry) => (entry.id === id && isOpen(entry) ? change(entry) : entry)));

  /** Sends a rating that is sealed, and follows it to its end. */
  function send(entry: Entry, saved: Promise<Level>): Promise<Submission> {
    const { id } = entry;
    const delivered = new Promise<News>((resolve) => {
      ends.set(id, resolve);
    }).then(([event, detail]): Receipt => {
      if (event === "delivered") return detail;
      throw event === "refused"
        ? new RatingRefusedError(detail.problem)
        : new RatingExpiredError("It waited for 30 days.");
    });
    const submission = Promise.race([saved, delivered.then(() => "delivered" as const)])
      .catch(() => saved)
      .then((reached) => ({ id, delivery: reached, delivered }));
    sent.set(id, submission);
    void saved.then(() => sent.has(id) && written.set(id, { ...entry, delay: 0 }));
    void sendNow([entry]);
    return submission;
  }

  function open(entry: Entry): OpenRating {
    const saved = add(entry);
    const { id } = entry;
    /** As it was last taken by the outbox. */
    let taken = entry;
    let sealing: Promise<Submission> | undefined;

    const seal = (): Promise<Submission> => {
      opened.delete(seal);
      return (sealing ??= whileOpen(id, sealed).then((held) =>
        // Another page may have sealed it; then it is on its way, or there already, and once more does no harm.
        send(held.find((other) => other.id === id) ?? sealed(taken), saved),
      ));
    };

    opened.set(seal, entry);
    return {
      id,
      saved,
      seal,
      async edit(rating) {
        const latest = fresh({ ...rating, id, ratedAt: JSON.parse(entry.body).ratedAt });
        if (opened.has(seal)) opened.set(seal, latest);
        const held = await whileOpen(id, () => latest);
        if (held.includes(latest)) taken = latest;
        return taken === latest;
      },
    };
  }

  /** This project's ratings. */
  const list = async () => (await outbox.change((entries) => entries)).filter((entry) => entry.key === key);

  const leave = () => {
    // Nothing is written now: it is too late for a transaction, and the bytes are in the outbox already.
    for (const latest of opened.values()) void sendNow([latest]);
  };
  const left = () => {
    for (const seal of opened.keys()) void seal();
  };
  const wake = () => void round(WAKE);
  const unwatch = ports.watchPage(leave, left, stop, wake);

  return {
    async submit(rating) {
      const entry = sealed(fresh(rating));
      // Written and sent in the same task: if the page dies now, one of the two is likely to have left it.
      return sent.get(entry.id) ?? send(entry, add(entry));
    },
    open: (rating) => open(fresh(rating)),
    flush: () => round(NOW),
    pending: async () => (await list()).filter((entry) => !isDead(entry)).length,
    refused: async () =>
      (await list()).filter(isDead).map(({ id, problem, body }) => ({ id, problem, rating: JSON.parse(body) })),
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
