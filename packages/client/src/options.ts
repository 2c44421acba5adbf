import { demand } from "@aftertask/schema/words";
import type { ClientOptions } from "./client.types.js";

export interface Settings {
  /** A full address wherever there is a page to resolve it against. */
  endpoint: string;
  key: string;
  sdk: string;
}

/**
 * Checks the options and fills in what is missing; throws `AftertaskUsageError`.
 * @param base address of the page; `undefined` on a server, where a path stays a path
 */
export function readOptions(
  { endpoint, key, sdk = "client/0.1.0" }: ClientOptions,
  base: string | undefined,
): Settings {
  demand(key && typeof key === "string", "key", "your project's public key, such as pk_intranet");
  let url: URL | undefined;
  // A name without a scheme is refused: resolved against the page, it would quietly post to the host's own server.
  if (/^(https?:\/)?\.{0,2}\//i.test(endpoint))
    try {
      url = new URL(endpoint, base ?? "http://x");
    } catch {
      // Refused below, with the remedy.
    }
  demand(url && !url.username, "endpoint", "an https:// address or a path that begins with /");
  return { endpoint: base ? url.href : endpoint, key, sdk };
}
