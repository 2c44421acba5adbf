import { browserPorts } from "./browser/browser-ports.js";
import type { Client, ClientOptions, Level, OpenRating, RatingInput, Receipt, Submission } from "./client.types.js";
import { OutboxFullError, RatingExpiredError, RatingRefusedError } from "./errors.js";
import { readOptions, type Settings } from "./options.js";
import { admit } from "./outbox/admit.js";
import { createDelivery } from "./outbox/deliver.js";
import { type Entry, isDead, isOpen } from "./outbox/entry.js";
import { isTooMuch } from "./outbox/evict.js";
import { lostRatings } from "./outbox/lost.js";
import { claim, type News } from "./outbox/outbox.js";
import type { Ports } from "./outbox/ports.js";
import { tieredStorage } from "./outbox/tiers.js";

/**
 * A client that takes ratings, keeps them in the page's outbox and delivers them to `endpoint`. What waits there from an
 * earlier page is delivered without being asked for; with nothing waiting, nothing is sent or written.
 * Throws `AftertaskUsageError` when an option cannot work.
 */
export function createClient(options: ClientOptions): Client {
  const settings = readOptions(options, globalThis.document?.baseURI);
  return composeClient(settings, browserPorts(settings.endpoint, settings.key));
}

/** A sealed rating whose end someone may want to hear of. */
interface Followed {
  /** As it was sealed. */
  entry: Entry;
  submission: Promise<Submission>;
  end(news: News): void;
  /** What its first write reached; `undefined` while it is under way. */
  level?: Level;
}

/** An open rating of this page. */
interface Opened {
  /** As it was last handed to the outbox. */
  latest: Entry;
  seal(): Promise<Submission>;
}

/** The client over its ports. */
export function composeClient({ endpoint, key, sdk }: Settings, ports: Ports): Client {
  const { storage, notes, wall } = ports;
  const sender = { key, sdk, by: ports.newId(), under: endpoint + sdk };
  const listeners = new Set<(news: News) => void>();
  const followed = new Map<string, Followed>();
  const opened = new Set<Opened>();
  const lost = lostRatings(notes, key);
  const outbox = tieredStorage(storage, notes, seen);
  const delivery = createDelivery(ports, outbox, sender, lost, tell);

  function tell(news: News): void {
    const [event, { id }] = news;
    // Each in a task of its own: a listener that throws is reported as the host's error, and harms nobody else.
    for (const listener of listeners) queueMicrotask(() => listener(news));
    if (event === "dropped") lost.add(news[1].because);
    if (event === "postponed") return;
    followed.get(id)?.end(news);
    followed.delete(id);
  }

  function seen(entries: readonly Entry[]): void {
    for (const [id, { level, entry }] of followed) {
      const found = entries.find((other) => other.id === id);
      if (found && isDead(found)) tell(["refused", { id, problem: found.problem }]);
      // Another page has delivered it, or somebody has cleared the disk. Only the endpoint knows, so it is asked again:
      // what it has already, it answers as a duplicate.
      if (!found && level) void outbox.add({ ...entry, delay: 0, firm: false }).then(() => delivery.round("wake"));
    }
  }

  /** Writes a rating, or throws `OutboxFullError`. */
  function add(entry: Entry): Promise<Level> {
    if (!isTooMuch([...outbox.held().filter((held) => !isDead(held)), entry])) return outbox.add(entry);
    tell(["dropped", { id: entry.id, because: "outbox-full" }]);
    // Perhaps another page has emptied it meanwhile.
    void delivery.round("wake");
    throw new OutboxFullError("Too many ratings wait: check the endpoint.");
  }

  const fresh = (rating: RatingInput) => admit(rating, sender, wall(), ports);
  const sealed = (entry: Entry) => claim(entry, sender.by, wall());

  /** Tells what becomes of a rating from the moment it is sealed. */
  function follow(entry: Entry, saved: Promise<Level>): Promise<Submission> {
    const { id } = entry;
    const self = { entry } as Followed;
    followed.set(id, self);
    const delivered = new Promise<Receipt>((resolve, reject) => {
      self.end = ([event, detail]) => {
        if (event === "delivered") resolve(detail);
        if (event === "refused") reject(new RatingRefusedError(detail.problem));
        if (event === "dropped") reject(new RatingExpiredError("The rating waited for 30 days."));
      };
    });
    const level = saved.then((how) => (self.level = how));
    const first = delivered.then(
      () => "delivered" as const,
      () => level,
    );
    return (self.submission = Promise.race([level, first]).then((reached) => ({ id, delivery: reached, delivered })));
  }

  function submit(entry: Entry): Promise<Submission> {
    const known = followed.get(entry.id);
    if (known) return known.submission;
    // Written and sent in the same task: if the page dies now, one of the two is likely to have left it.
    const claimed = sealed(entry);
    const saved = add(claimed);
    void delivery.send([claimed]);
    return follow(claimed, saved);
  }

  /** Compare and set of an open rating. Gives what it has become; `undefined` when it is sealed already, or gone. */
  async function whileOpen(id: string, change: (entry: Entry) => Entry): Promise<Entry | undefined> {
    let changed = undefined as Entry | undefined;
    await outbox.change((entries) => {
      changed = undefined;
      return entries.map((entry) => (entry.id === id && isOpen(entry) ? (changed = change(entry)) : entry));
    });
    return changed;
  }

  function open(entry: Entry): OpenRating {
    const { id } = entry;
    const saved = add(entry);
    let taken = entry;
    let sealing: Promise<Submission> | undefined;

    async function seal(): Promise<Submission> {
      opened.delete(self);
      // Another page may have sealed it; then it is on its way, or there already, and once more does no harm.
      const changed = (await whileOpen(id, sealed)) ?? sealed(taken);
      void delivery.send([changed]);
      return follow(changed, saved);
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
        const changed = await whileOpen(id, () => latest);
        if (changed) taken = changed;
        return !!changed;
      },
    };
  }

  /** This project's ratings that are dead, or those that are not. */
  async function list(dead: boolean): Promise<Entry[]> {
    await outbox.change((entries) => entries);
    return outbox.held().filter((entry) => entry.key === key && isDead(entry) === dead);
  }

  const unwatch = ports.watchPage((event) => {
    const ratings = [...opened];
    if (event === "freeze") delivery.stop();
    if (event === "wake") void delivery.round(event);
    if (event === "left") for (const rating of ratings) void rating.seal();
    // Nothing is written now: it is too late for a transaction, and the bytes are in the outbox already.
    if (event === "leave" && ratings[0]) void delivery.send(ratings.map(({ latest }) => latest));
  });
  delivery.start();

  return {
    submit: async (rating) => submit(fresh(rating)),
    open: (rating) => open(fresh(rating)),
    flush: () => delivery.round("now"),
    pending: async () => (await list(false)).length,
    refused: async () =>
      (await list(true)).flatMap((entry) =>
        isDead(entry) ? { id: entry.id, problem: entry.problem, rating: JSON.parse(entry.body) } : [],
      ),
    on(event, listener) {
      const heard = ([name, detail]: News) => {
        if (name === event) listener(detail as never);
      };
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    close() {
      unwatch();
      delivery.stop(true);
      storage.close();
    },
  };
}
