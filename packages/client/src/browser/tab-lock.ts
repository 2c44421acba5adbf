import type { Lock } from "../outbox/ports.js";

/**
 * One page of the origin works at a time. Nobody queues for the lock, and it is never held while waiting: a page that
 * holds one cannot enter the back-forward cache. Where there are no locks (plain HTTP) or none are given (a sandboxed
 * frame, blocked site data), everybody works.
 */
export function tabLock(locks: LockManager | undefined, name: string): Lock {
  return async (work) => {
    let begun;
    // The work itself never fails.
    await locks
      ?.request(name, { ifAvailable: true }, (lock) => {
        begun = true;
        return work(!!lock);
      })
      .catch(() => {});
    if (!begun) await work(true);
  };
}
