import type { Lock } from "../outbox/ports.js";

/**
 * One page of the origin works at a time. Nobody queues for the lock, and it is never held while waiting: a page that
 * holds one cannot enter the back-forward cache. Where there are no locks (plain HTTP) or none are given (a sandboxed
 * frame, blocked site data), everybody works.
 */
export function tabLock(locks: LockManager | undefined, name: string): Lock {
  return async (work) => {
    let begun;
    // Where a page has patched it, it may throw at once, or give no promise.
    try {
      await locks?.request(name, { ifAvailable: true }, (lock) => {
        begun = true;
        return work(!!lock);
      });
    } catch {
      // The work itself never fails.
    }
    if (!begun) await work(true);
  };
}
