import { postRatings } from "../http/post-ratings.js";
import type { Ports } from "../outbox/ports.js";
import { indexedDbStorage } from "./indexed-db-storage.js";
import { newId } from "./new-id.js";
import { isOnline } from "./online.js";
import { watchPage } from "./page-exit.js";
import { tabLock } from "./tab-lock.js";
import { setWaiting } from "./waiting-flag.js";

/** The page as the client needs it. On a server it works as well, and remembers nothing. */
export function browserPorts(endpoint: string, key: string): Ports {
  return {
    storage: indexedDbStorage(globalThis.indexedDB),
    send: postRatings(endpoint, sizeOf),
    clock: {
      wall: Date.now,
      ticks: () => performance.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    lock: tabLock(globalThis.navigator?.locks, `aftertask:${key}`),
    isOnline,
    watchPage: globalThis.document ? watchPage : () => () => {},
    setWaiting,
    newId,
    sizeOf,
  };
}

function sizeOf(text: string): number {
  return new Blob([text]).size;
}
