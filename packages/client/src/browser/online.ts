/** Whether the browser believes that it is online. `false` is a hint, `true` is not even that. */
export function isOnline(): boolean {
  return globalThis.navigator?.onLine !== false;
}
