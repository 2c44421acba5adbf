/**
 * What the runner finds in every page: `compared`, a promise of the function that hands one event to the client. What
 * that function returns, if anything, is the client's own promise that the event is safe.
 */
export function expose(ready) {
  globalThis.compared = Promise.resolve(ready);
}
