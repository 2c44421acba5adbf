import type { Lock } from "../outbox/ports.js";

/**
 * One page of the origin works at a time. Nobody queues for the lock, and it is never held while waiting: a page that
 * holds one cannot enter the back-forward cache. Where there are no locks (plain HTTP), everybody works.
 */
export function tabLock(locks: LockManager | undefined, name: string): Lock {
  return (work) => (locks ? locks.request(name, { ifAvailable: true }, (lock) => work(!!lock)) : work(true));
}
