import { createDelivery, type Delivery, type DeliverySettings } from "../src/outbox/deliver.js";
import type { News } from "../src/outbox/outbox.js";
import type { Ports } from "../src/outbox/ports.js";
import { KEY } from "./entries.js";
import { type FakeClock, fakeClock } from "./fake-clock.js";
import { type FakeEndpoint, fakeEndpoint } from "./fake-endpoint.js";
import { type MemoryStorage, memoryStorage } from "./memory-storage.js";

export interface FakePage {
  storage: MemoryStorage;
  endpoint: FakeEndpoint;
  clock: FakeClock;
  news: News[];
  delivery: Delivery;
  online: boolean;
  /** Another page has the lock. */
  locked: boolean;
}

/** A page's delivery over fakes. Give the storage and the clock of another one to share them with it. */
export function fakePage(shared: Partial<FakePage> = {}, settings: Partial<DeliverySettings> = {}): FakePage {
  const page: FakePage = {
    storage: shared.storage ?? memoryStorage(),
    endpoint: shared.endpoint ?? fakeEndpoint(),
    clock: shared.clock ?? fakeClock(),
    news: [],
    online: true,
    locked: false,
    delivery: undefined as never,
  };
  page.delivery = createDelivery(
    { ...portsOf(page), storage: page.storage },
    {
      key: KEY,
      sdk: "client/0",
      under: "here",
      by: "this-tab",
      lost: new Map(),
      isOpenHere: () => false,
      tell: (news) => page.news.push(news),
      look: () => {},
      ...settings,
    },
  );
  return page;
}

export function portsOf(page: FakePage): Ports {
  let ids = 0;
  return {
    storage: page.storage,
    send: (body) => page.endpoint.send(body),
    clock: page.clock,
    random: () => 1,
    isOnline: () => page.online,
    async lock(work) {
      if (page.locked) return false;
      await work();
      return true;
    },
    watchPage: () => () => {},
    setWaiting: () => {},
    newId: () => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`,
    sizeOf: (text) => text.length,
  };
}
