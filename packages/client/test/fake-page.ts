import { createDelivery, type Delivery } from "../src/outbox/deliver.js";
import { type Lost, lostRatings } from "../src/outbox/lost.js";
import type { News } from "../src/outbox/outbox.js";
import type { Lock, Ports, Sender } from "../src/outbox/ports.js";
import { tieredStorage } from "../src/outbox/tiers.js";
import { SENDER } from "./entries.js";
import { type FakeClock, fakeClock } from "./fake-clock.js";
import { type FakeEndpoint, fakeEndpoint } from "./fake-endpoint.js";
import { memoryNotes } from "./memory-notes.js";
import { type MemoryStorage, memoryStorage } from "./memory-storage.js";

export interface FakePage {
  storage: MemoryStorage;
  endpoint: FakeEndpoint;
  clock: FakeClock;
  lost: Lost;
  news: News[];
  /** What `createDelivery` gives, by name. */
  delivery: { send: Delivery[1]; round: Delivery[2]; stop: Delivery[3] };
  /** Another page has the lock. */
  locked: boolean;
  lock: Lock;
}

/** A page's delivery over fakes. Give the storage and the clock of another one to share them with it. */
export function fakePage(shared: Partial<FakePage> = {}, sender: Partial<Sender> = {}): FakePage {
  const notes = memoryNotes();
  const page: FakePage = {
    storage: shared.storage ?? memoryStorage(),
    endpoint: shared.endpoint ?? fakeEndpoint(),
    clock: shared.clock ?? fakeClock(),
    lost: lostRatings(notes, SENDER.key),
    news: [],
    locked: false,
    lock: shared.lock ?? ((work) => work(!page.locked)),
    delivery: undefined as never,
  };
  const { wall, ticks, after } = page.clock;
  const ports: Omit<Ports, "storage" | "notes"> = {
    wall,
    ticks,
    after,
    send: (...request) => page.endpoint.send(...request),
    random: () => 1,
    lock: page.lock,
    watchPage: () => () => {},
    newId: () => "00000000-0000-4000-a000-000000000000",
  };
  const outbox = tieredStorage(page.storage, notes, new Map());
  const [, send, round, stop] = createDelivery(ports, outbox, { ...SENDER, ...sender }, page.lost, (news) =>
    page.news.push(news),
  );
  page.delivery = { send, round, stop };
  return page;
}
