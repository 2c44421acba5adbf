import { uuidFrom } from "@aftertask/schema/words";
import { postRatings } from "../http/post-ratings.js";
import type { Settings } from "../options.js";
import type { Ports } from "../outbox/ports.js";
import { openDatabase } from "./database.js";
import { indexedDbStorage } from "./indexed-db-storage.js";
import { localNotes } from "./local-notes.js";
import { watchPage } from "./page-exit.js";
import { tabLock } from "./tab-lock.js";

/** The page as the client needs it. On a server it works as well, and remembers nothing. */
export function browserPorts(settings: Settings): Ports {
  const { navigator } = globalThis;
  const bucket = async () => (await (navigator as unknown as Buckets).storageBuckets.open("aftertask")).indexedDB;
  return {
    storage: indexedDbStorage(() => indexedDB, openDatabase(bucket, "relaxed")),
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
    newId: () => uuidFrom(() => crypto.getRandomValues(new Uint8Array(1))[0] as number),
  };
}

/** Places with files of their own; Chromium has them on pages that came securely, elsewhere looking there rejects. */
interface Buckets {
  storageBuckets: { open(name: string): Promise<{ indexedDB: IDBFactory }> };
}
