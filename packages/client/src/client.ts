import { browserPorts } from "./browser/browser-ports.js";
import { otherPages } from "./browser/other-pages.js";
import type { Client, Level, OpenRating, RatingInput, Receipt, Submission } from "./client.types.js";
import { OutboxFullError, RatingExpiredError, RatingRefusedError } from "./errors.js";
import { type ClientOptions, type CollectorOptions, readAddress, readOptions, type Settings } from "./options.js";
import { admit } from "./outbox/admit.js";
import { NOW, WAKE } from "./outbox/cause.js";
import { createDelivery } from "./outbox/deliver.js";
import { type DeadEntry, type Entry, isDead, isOpen } from "./outbox/entry.js";
import { isTooMuch } from "./outbox/evict.js";
import { lostRatings } from "./outbox/lost.js";
import { claim, type News } from "./outbox/outbox.js";
import type { Ports, Sender } from "./outbox/ports.js";
import { tieredStorage } from "./outbox/tiers.js";

/**
 * A client that takes ratings, keeps them in the page's outbox and delivers them to `endpoint`. What waits there from an
 * earlier page is delivered without being asked for; with nothing waiting, nothing is sent or written.
 * Throws `AftertaskUsageError` when an option cannot work.
 */
export function createClient(options: ClientOptions): Client {
  const settings = readOptions(options, globalThis.document?.baseURI);
  return composeClient(settings, { ...browserPorts(settings), otherPages: otherPages(`aftertask:${settings.key}`) });
}

/**
 * The same for Aftertask's own collector alone, without the bytes that other endpoints need: what another page has
 * delivered meanwhile is sent once more, since the collector recognises it.
 */
export function createCollectorClient(options: CollectorOptions): Client {
  const settings = readAddress(options, globalThis.document?.baseURI);
  return composeClient(settings, browserPorts(settings));
}

/** A rating of this page that was sent, and has not come to its end. */
interface Sent {
  submission: Promise<Submission>;
  end(news: News): void;
  /** To be sent again at once, should it go missing; set when its first write is over, and it has no reason to. */
  entry?: Entry;
}

/** An open rating of this page. */
interface Opened {
  /** As it was last handed to the outbox. */
  latest: Entry;
  seal(): Promise<Submission>;
}

/** The client over its ports. */
export function composeClient(settings: Settings, ports: Ports): Client {
  const { storage, notes, wall, newId } = ports;
  const { key } = settings;
  const sender: Sender = { ...settings, by: newId(), under: settings.endpoint + settings.sdk };
  const listeners = new Set<(news: News) => void>();
  const sent = new Map<string, Sent>();
  const opened = new Set<Opened>();
  const lost = lostRatings(notes, key);
  const outbox = tieredStorage(storage, notes, sent);
  const delivery = createDelivery(ports, outbox, sender, lost, tell);
  const pages = ports.otherPages?.((news) => {
    if (sent.has(news[1].id)) hear(news);
  });

  /** What has happened to a rating, here or in another page that has sent it. */
  function hear(news: News): void {
    const [event, detail] = news;
    // Each in a task of its own: a listener that throws is reported as the host's error, and harms nobody else.
    for (const listener of listeners) queueMicrotask(() => listener(news));
    if (event === "postponed") return;
    sent.get(detail.id)?.end(news);
    sent.delete(detail.id);
  }

  function tell(news: News): void {
    if (news[0] === "dropped") lost.add(news[1].because, 1);
    if (news[0] !== "postponed") pages?.tell(news);
    hear(news);
  }

  /** Writes a rating, or throws `OutboxFullError`. */
  function add(entry: Entry): Promise<Level> {
    if (!isTooMuch([...outbox.held().filter((held) => !isDead(held)), entry])) return outbox.add(entry);
    tell(["dropped", { id: entry.id, because: "outbox-full" }]);
    // Perhaps another page has emptied it meanwhile.
    void delivery.round(WAKE);
    throw new OutboxFullError("Too many ratings wait: check the endpoint.");
  }

  const fresh = (rating: RatingInput) => admit(rating, sender, wall(), newId);
  // Nothing is claimed that is not sent: the next page need not wait for it.
  const sealed = (entry: Entry) => ({ ...claim(entry, "", wall()), ...(delivery.silence(WAKE) && { delay: 0 }) });
  /** Compares and sets an open rating. Gives all that is there then. */
  const whileOpen = (id: string, change: (entry: Entry) => Entry) =>
    outbox.change((entries) => entries.map((entry) => (entry.id === id && isOpen(entry) ? change(entry) : entry)));

  /** Sends a rating that is sealed, and follows it to its end. */
  function send(entry: Entry, saved: Promise<Level>): Promise<Submission> {
    const { id } = entry;
    let end!: Sent["end"];
    const delivered = new Promise<News>((resolve) => {
      end = resolve;
    }).then(([event, detail]): Receipt => {
      if (event === "delivered") return detail;
      throw event === "refused"
        ? new RatingRefusedError(detail.problem)
        : new RatingExpiredError("It waited for 30 days.");
    });
    const submission = Promise.race([saved, delivered.then(() => "delivered" as const)])
      .catch(() => saved)
      .then((reached) => ({ id, delivery: reached, delivered }));
    const self: Sent = { submission, end };
    sent.set(id, self);
    void saved.then(() => (self.entry = { ...entry, delay: 0 }));
    void delivery.send([entry]);
    return submission;
  }

  function open(entry: Entry): OpenRating {
    const { id } = entry;
    const saved = add(entry);
    /** As it was last taken by the outbox. */
    let taken = entry;
    let sealing: Promise<Submission> | undefined;

    async function seal(): Promise<Submission> {
      opened.delete(self);
      const held = await whileOpen(id, sealed);
      // Another page may have sealed it; then it is on its way, or there already, and once more does no harm.
      return send(held.find((other) => other.id === id) ?? sealed(taken), saved);
    }

    const self: Opened = { latest: entry, seal: () => (sealing ??= seal()) };
    opened.add(self);
    return {
      id,
      saved,
      seal: self.seal,
      async edit(rating) {
        const latest = fresh({ ...rating, id, ratedAt: JSON.parse(entry.body).ratedAt });
        self.latest = latest;
        const held = await whileOpen(id, () => latest);
        if (held.includes(latest)) taken = latest;
        return taken === latest;
      },
    };
  }

  /** This project's ratings that are dead, or those that are not. */
  const list = async (dead: boolean) =>
    (await outbox.change((entries) => entries)).filter((entry) => entry.key === key && isDead(entry) === dead);

  const unwatch = ports.watchPage({
    freeze: delivery.stop,
    wake: () => void delivery.round(WAKE),
    left() {
      for (const rating of opened) void rating.seal();
    },
    leave() {
      // Nothing is written now: it is too late for a transaction, and the bytes are in the outbox already.
      for (const { latest } of opened) void delivery.send([latest]);
    },
  });

  return {
    async submit(rating) {
      const entry = sealed(fresh(rating));
      // Written and sent in the same task: if the page dies now, one of the two is likely to have left it.
      return sent.get(entry.id)?.submission ?? send(entry, add(entry));
    },
    open: (rating) => open(fresh(rating)),
    flush: () => delivery.round(NOW),
    pending: async () => (await list(false)).length,
    refused: async () =>
      ((await list(true)) as DeadEntry[]).map(({ id, problem, body }) => ({ id, problem, rating: JSON.parse(body) })),
    on(event, listener) {
      const heard = ([name, detail]: News) => {
        if (name === event) listener(detail as never);
      };
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    close() {
      unwatch();
      delivery.stop();
      pages?.close();
      storage.close();
    },
  };
}
