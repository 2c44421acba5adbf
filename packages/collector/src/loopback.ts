/** The names under which a machine reaches itself: all that a demonstration may be served at and called by. */
export const LOOPBACK: readonly string[] = ["127.0.0.1", "localhost", "::1"];

/** A host as it stands in an address: IPv6 in brackets. */
export function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
