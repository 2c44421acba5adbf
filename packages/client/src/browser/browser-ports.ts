import { postRatings } from "../http/post-ratings.js";
import type { Settings } from "../options.js";
import type { Ports } from "../outbox/ports.js";
import { indexedDbStorage } from "./indexed-db-storage.js";
import { localNotes } from "./local-notes.js";
import { newId } from "./new-id.js";
import { watchPage } from "./page-exit.js";
import { tabLock } from "./tab-lock.js";

/** The page as the client needs it. On a server it works as well, and remembers nothing. */
export function browserPorts(settings: Settings): Ports {
  const { indexedDB, navigator } = globalThis;
  return {
    storage: indexedDbStorage(indexedDB),
    notes: localNotes(),
    send: postRatings(settings),
    wall: Date.now,
    ticks: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    lock: tabLock(navigator?.locks, `aftertask:${settings.key}`),
    watchPage,
    newId,
  };
}
