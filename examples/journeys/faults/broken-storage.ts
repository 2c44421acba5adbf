// Storage that fails as storage does. Each function runs in a page before anything else there.

/** Opening never ends, as some browsers have it after a navigation. */
export function openingHangs(): void {
  IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
}

export function openingThrows(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException("Not in this frame.", "SecurityError");
  };
}

/** The browser closes every connection again and again, some of them while they are being used. */
export function connectionsClose(): void {
  const { open } = IDBFactory.prototype;
  const connections = new Set<IDBDatabase>();
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    request.addEventListener("success", () => connections.add(request.result));
    return request;
  };
  setInterval(() => {
    for (const connection of connections) {
      connection.close();
      connection.dispatchEvent(new Event("close"));
    }
    connections.clear();
  }, 30);
}

export interface Refusals {
  /** Name of the error that a transaction ends with if it has written. */
  error: string;
  /** What makes it stop: so many transactions, or room that somebody makes. Default: nothing. */
  until?: number | "freed";
}

/** What was written is not kept; the transaction says so when it is to be committed, as a full disk does. */
export function writesAreRefused({ error, until }: Refusals): void {
  const { commit } = IDBTransaction.prototype;
  const { add, put, delete: remove } = IDBObjectStore.prototype;
  const refused = new Set<IDBTransaction>();
  let freed = false;

  function refuse(transaction: IDBTransaction): void {
    if (freed || refused.has(transaction) || refused.size === until) return;
    refused.add(transaction);
    Object.defineProperty(transaction, "error", { value: new DOMException("Refused.", error) });
    queueMicrotask(() => transaction.abort());
  }

  IDBTransaction.prototype.commit = function () {
    if (!refused.has(this)) commit.call(this);
  };
  IDBObjectStore.prototype.add = function (...given) {
    refuse(this.transaction);
    return add.apply(this, given);
  };
  IDBObjectStore.prototype.put = function (...given) {
    refuse(this.transaction);
    return put.apply(this, given);
  };
  IDBObjectStore.prototype.delete = function (...given) {
    if (until === "freed" && !refused.has(this.transaction))
      this.transaction.addEventListener("complete", () => (freed = true));
    return remove.apply(this, given);
  };
}

export function localStorageThrows(): void {
  Object.defineProperty(globalThis, "localStorage", {
    get() {
      throw new DOMException("Not in this frame.", "SecurityError");
    },
  });
}

/** Reading works, writing does not: the host's own texts fill it. */
export function localStorageIsFull(): void {
  Storage.prototype.setItem = () => {
    throw new DOMException("Full.", "QuotaExceededError");
  };
}
