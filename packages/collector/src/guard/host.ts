import { Refusal } from "../problem.js";

/** Accepts requests that name one of the hosts; a name that a stranger points at this machine is none of them. */
export function checkHost(request: Request, hosts: readonly string[]): Refusal | undefined {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  if (hosts.includes(host.toLowerCase())) return undefined;
  return new Refusal("host-not-allowed", `The demonstration answers to ${hosts.join(", ")} only.`);
}
