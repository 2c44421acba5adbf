import { before, type Mutant } from "./mutant.js";

interface Buckets {
  storageBuckets: { open(name: string): Promise<{ indexedDB: IDBFactory }> };
}

/** The faults that the suite must notice, by the name that `AFTERTASK_MUTANT` calls them. */
export const MUTANTS = {
  // What is in localStorage reaches the disk seconds later: the client says "stored" too early.
  "local-storage": {
    client: before(() => {
      Object.defineProperty(globalThis, "indexedDB", {
        value: {
          open() {
            throw new DOMException("Not here.", "SecurityError");
          },
        },
      });
    }),
  },
  // Whoever sends has already forgotten.
  "delete-before-send": {
    client: before(() => {
      const { fetch: send, indexedDB: databases } = globalThis;
      const ids = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
      const forget = async (text: string, place: IDBFactory) => {
        for (const { name = "" } of await place.databases()) {
          const open = place.open(name);
          open.addEventListener("success", () => {
            const database = open.result;
            for (const store of database.objectStoreNames) {
              const change = database.transaction(store, "readwrite");
              for (const [id] of text.matchAll(ids)) change.objectStore(store).delete(id);
              change.addEventListener("complete", () => database.close());
            }
          });
        }
      };
      globalThis.fetch = async (address, request) => {
        const text = request?.body instanceof Blob ? await request.body.text() : String(request?.body);
        await forget(text, databases);
        await forget(text, (await (navigator as unknown as Buckets).storageBuckets.open("aftertask")).indexedDB);
        for (const name of Object.keys(localStorage))
          if ([...text.matchAll(ids)].some(([id]) => name.includes(id))) localStorage.removeItem(name);
        return send(address, request);
      };
    }),
  },
  // The collector says "stored" before its disk has it.
  "acknowledge-first": {
    collector: [
      [
        "await intake.append(",
        "await (async (rows, others) => (setTimeout(() => intake.append(rows, others).catch(() => {}), 5_000), others(rows)))(",
      ],
    ],
  },
  // A rating that comes twice is two ratings: the week is a part of the key, and each has another one.
  "no-unique-key": {
    collector: [
      [
        "Math.max(0, Date.parse(rating.ratedAt))",
        "Date.parse(rating.ratedAt) - (globalThis.later = (globalThis.later ?? 0) + 7 * 86_400_000)",
      ],
    ],
  },
} satisfies Record<string, Mutant>;

/** The mutant that this run tests the suite with, if any. */
export const mutantOfThisRun: Mutant | undefined = Object.entries(MUTANTS).find(
  ([name]) => name === process.env["AFTERTASK_MUTANT"],
)?.[1];
