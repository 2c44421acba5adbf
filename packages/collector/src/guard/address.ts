import { isIP, isIPv4 } from "node:net";

/**
 * Where a request came from, as far as proxies of one's own vouch for it. Each of them adds whom it heard it from at the
 * right end of `X-Forwarded-For`; what stands further left was written by the sender, who may write anything.
 * @param peer the other end of the connection
 * @param proxies how many proxies of one's own stand before the collector
 */
export function clientAddress(peer: string, forwarded: string | null, proxies: number): string {
  const path = [...(forwarded === null ? [] : forwarded.split(",")), peer];
  return withoutPort((path[Math.max(0, path.length - 1 - proxies)] ?? peer).trim());
}

/** Addresses of one network count as one: whoever has an address of IPv6 has the other 2⁶⁴ of its network, too. */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address;
  // Whatever is no address has one place for all.
  if (isIP(address) === 0) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  // A URL writes the groups in one way only.
  const [head = "", tail] = new URL(`http://[${address.split("%", 1).join("")}]`).hostname.slice(1, -1).split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(8 - first.length - last.length).fill("0");
  return `${[...first, ...zeros, ...last].slice(0, 4).join(":")}::/64`;
}

/** Some proxies write the port as well: `203.0.113.7:4711`, `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  return /^\[(.*)\](:\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}
