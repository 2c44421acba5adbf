import { browserPorts } from "./browser/browser-ports.js";
import type { Client, ClientOptions, Level, OpenRating, RatingInput, Receipt, Submission } from "./client.types.js";
import { OutboxFullError, RatingExpiredError, RatingRefusedError } from "./errors.js";
import { readOptions, type Settings } from "./options.js";
import { admit } from "./outbox/admit.js";
import { createDelivery } from "./outbox/deliver.js";
import type { Entry } from "./outbox/entry.js";
import { takeIn } from "./outbox/evict.js";
import { claim, edit, isDead, isOpen, type News } from "./outbox/outbox.js";
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
  submission: Promise<Submission>;
  resolve(receipt: Receipt): void;
  reject(error: Error): void;
  /** What its first write reached. From durable storage, a rating can go only by being delivered. */
  level?: Level;
}

/** An open rating of this page: the last bytes that were handed to the storage, and how to seal it. */
interface Opened {
  latest: Entry;
  seal(): Promise<Submission>;
}

/** The client over its ports. */
export function composeClient({ endpoint, key, sdk }: Settings, ports: Ports): Client {
  const { clock, setWaiting, newId } = ports;
  const by = newId();
  const storage = tieredStorage(ports.storage);
  const listeners = new Set<[event: string, listener: (detail: never) => void]>();
  const followed = new Map<string, Followed>();
  const opened = new Map<string, Opened>();
  const lost = new Map<string, number>();
  /** What the outbox held when it was last looked at, and what came since. */
  let held: readonly Entry[] = [];

  const delivery = createDelivery(
    { ...ports, storage },
    { key, sdk, by, lost, tell, look, under: endpoint + sdk, isOpenHere: (id) => opened.has(id) },
  );

  function tell([event, detail]: News): void {
    // Each in a task of its own: a listener that throws is reported as the host's error, and harms nobody else.
    for (const [wanted, listener] of listeners) if (wanted === event) queueMicrotask(() => listener(detail as never));
    const waiter = followed.get(detail.id);
    if (event === "delivered") waiter?.resolve(detail);
    if (event === "refused") waiter?.reject(new RatingRefusedError(detail.problem));
    if (event === "dropped") {
      lost.set(detail.because, (lost.get(detail.because) ?? 0) + 1);
      waiter?.reject(new RatingExpiredError("The rating waited for 30 days."));
    }
  }

  function look(entries: readonly Entry[]): void {
    held = entries;
    if (entries.every(isDead)) setWaiting(false);
    for (const [id, { resolve, reject, level }] of followed) {
      const state = entries.find((entry) => entry.id === id)?.state;
      // Another page was faster.
      if (!state && level === "stored") resolve({ id, status: "stored" });
      if (state?.name === "dead") reject(new RatingRefusedError(state.problem));
    }
  }

  /** Writes a rating, or throws `OutboxFullError`. */
  function add(entry: Entry): Promise<Level> {
    const kept = takeIn(held, entry);
    if (!kept) {
      tell(["dropped", { id: entry.id, because: "outbox-full" }]);
      // Perhaps another page has emptied it meanwhile.
      void delivery.round("wake");
      throw new OutboxFullError("Too many ratings wait. Check that the endpoint can be reached.");
    }
    if (kept.length <= held.length)
      void storage.change((entries) =>
        entries.filter((other) => !isDead(other) || kept.some(({ id }) => id === other.id)),
      );
    held = kept;
    setWaiting(true);
    return storage.add(entry).finally(() => setWaiting(true));
  }

  const sealed = (entry: Entry) => claim(entry, by, clock.wall());

  /** Tells what becomes of a rating from the moment it is sealed. */
  function follow(id: string, saved: Promise<Level>): Promise<Submission> {
    const self = { id } as unknown as Followed;
    const delivered = new Promise<Receipt>((resolve, reject) => Object.assign(self, { resolve, reject }));
    const level = saved.then((reached) => (self.level = reached));
    const first = delivered.then(
      () => "delivered" as const,
      () => level,
    );
    followed.set(id, self);
    return (self.submission = Promise.race([level, first]).then((reached) => ({ id, delivery: reached, delivered })));
  }

  function submit(entry: Entry): Promise<Submission> {
    const known = followed.get(entry.id);
    if (known) return known.submission;
    // Written and sent in the same task: if the page dies now, one of the two is likely to have left it.
    const claimed = sealed(entry);
    const saved = add(claimed);
    void delivery.send([claimed]);
    return follow(entry.id, saved);
  }

  function open(entry: Entry): OpenRating {
    const { id } = entry;
    const { ratedAt } = JSON.parse(entry.body) as { ratedAt: string };
    const saved = add(entry);
    let sealing: Promise<Submission> | undefined;

    async function seal(): Promise<Submission> {
      opened.delete(id);
      let claimed: Entry[] = [];
      await storage.change((entries) => {
        claimed = entries.filter(isOpen).map(sealed);
        return claimed[0] ? claimed : entries;
      }, id);
      // Another page may have sealed it; then it is on its way, or there already.
      void (claimed[0] ? delivery.send(claimed) : delivery.round("wake"));
      return follow(id, saved);
    }

    const self: Opened = { latest: entry, seal: () => (sealing ??= seal()) };
    opened.set(id, self);
    return {
      id,
      saved,
      seal: self.seal,
      async edit(rating) {
        if (!opened.has(id)) return false;
        self.latest = fresh({ ...rating, id, ratedAt });
        let done = false;
        const change = (entries: Entry[]) => {
          done = entries.some(isOpen);
          return entries.map((found) => edit(found, self.latest));
        };
        await storage.change(change, id, true);
        return done;
      },
    };
  }

  const fresh = (rating: RatingInput) => admit(rating, { ...ports, key }, clock.wall());

  async function list(dead: boolean): Promise<Entry[]> {
    let found: Entry[] = [];
    await storage.change((all) => {
      found = all.filter((entry) => entry.key === key && isDead(entry) === dead);
      return all;
    });
    return found;
  }

  const unwatch = ports.watchPage((event) => {
    const ratings = [...opened.values()];
    if (event === "freeze") delivery.stop();
    if (event === "wake") void delivery.round(event);
    if (event === "left") for (const rating of ratings) void rating.seal();
    // Nothing is written now: it is too late for a transaction, and the bytes are in the outbox already.
    if (event === "leave" && ratings[0]) void delivery.send(ratings.map(({ latest }) => latest));
  });
  void delivery.start();

  return {
    submit: async (rating) => submit(fresh(rating)),
    open: (rating) => open(fresh(rating)),
    flush: () => delivery.round("now"),
    pending: async () => (await list(false)).length,
    refused: async () =>
      (await list(true)).flatMap(({ id, body, state }) =>
        state.name === "dead" ? { id, problem: state.problem, rating: JSON.parse(body) } : [],
      ),
    on(event, listener) {
      const pair: [string, typeof listener] = [event, listener];
      listeners.add(pair);
      return () => void listeners.delete(pair);
    },
    close() {
      unwatch();
      delivery.stop(true);
      storage.close();
    },
  };
}
