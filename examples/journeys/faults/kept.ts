import type { Tab } from "./engine.js";

/** What the browser keeps for the page's origin: each record of every database, and each note in localStorage. */
export function keptBy(tab: Tab): Promise<string[]> {
  return tab.run(async () => {
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error));
      });
    const kept = Object.keys(localStorage);
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await settle(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const keys = await settle(database.transaction(store).objectStore(store).getAllKeys());
        kept.push(...keys.map((key) => `${name}/${store}/${String(key)}`));
      }
      database.close();
    }
    return kept;
  });
}

/** Makes every record look as if it had been tried in vain so often. */
export function countAsTried(tab: Tab, attempts: number): Promise<void> {
  return tab.run(async (times) => {
    const opening = indexedDB.open("aftertask");
    await new Promise((opened) => opening.addEventListener("success", opened));
    const [name = ""] = opening.result.objectStoreNames;
    const transaction = opening.result.transaction(name, "readwrite");
    const records = transaction.objectStore(name).getAll();
    records.addEventListener("success", () => {
      for (const record of records.result) transaction.objectStore(name).put({ ...record, attempts: times });
    });
    await new Promise((ended) => transaction.addEventListener("complete", ended));
    opening.result.close();
  }, attempts);
}
