import { demand } from "@aftertask/schema/words";
import { attempt } from "./attempt.js";
import { type Foreign, FOREIGN } from "./http/foreign.js";
import { isText } from "./http/json.js";

/** What every client is created with. */
export interface CollectorOptions {
  /**
   * Where ratings are posted: a full `https://` address, or a path such as `/v1/ratings`, which is resolved against
   * the page.
   */
  endpoint: string;
  /** Public key of the project. */
  key: string;
  /** Name and version of the sender, as the envelope carries it. Default: `client/<version>`. */
  sdk?: string;
}

/** What `createClient` is created with. */
export interface ClientOptions extends CollectorOptions {
  /**
   * What confirms a rating. `results`: the answer names its id, as Aftertask's collector does, and it is counted exactly
   * once. `status`: any 2xx that is no web page, for an endpoint that knows nothing of Aftertask; the promise there is
   * at least once, and what points at a person or a task (`task`, `round`, `person`, `ticket`) stays here, as does the
   * day in `ratedAt`. Default: `results`.
   */
  acknowledge?: "results" | "status";
  /**
   * What one request carries: an `envelope` with up to 20 ratings, or one `rating` as a bare JSON object.
   * Default: `envelope`, and `rating` where the status acknowledges.
   */
  body?: "rating" | "envelope";
  /** Further headers of each request, such as `Authorization`. From another origin, they cost a preflight. Default: none. */
  headers?: Readonly<Record<string, string>>;
  /**
   * Sends the request in the place of `fetch`, with the same arguments and the same result: for a host that has to add a
   * fresh token, send cookies, or sign in again. A rejection is taken for a network error, and the rating waits.
   */
  transport?: (address: string, request: RequestInit) => Promise<Response>;
}

/** The options with their defaults filled in; `endpoint` is a full address. */
export interface Settings extends Required<CollectorOptions>, Pick<ClientOptions, "headers" | "transport"> {
  /** Set for an endpoint that knows nothing of Aftertask. */
  foreign?: Foreign | undefined;
  /** One rating per request, as a bare object. */
  single?: boolean;
}

/**
 * The settings for Aftertask's own collector; throws `AftertaskUsageError`.
 * @param base address of the page; where there is none, on a server, a path leads to a name that nobody can have
 */
export function readAddress(options: CollectorOptions, base = "http://invalid"): Settings {
  const { endpoint, key, sdk = "client/0.1.0" } = options ?? {};
  // A name without a scheme is refused: resolved against the page, it would quietly post to the host's own server.
  const url = /^(https?:\/)?\.{0,2}\//i.test(endpoint) && attempt(() => new URL(endpoint, base));
  demand(url && !(url.username + url.password), "endpoint", "an https:// address or a path");
  demand(isText(key), "key", "the project's public key");
  return { endpoint: url.href, key, sdk };
}

/** The same for any endpoint. */
export function readOptions(options: ClientOptions, base?: string): Settings {
  const settings = readAddress(options, base);
  const {
    acknowledge = "results",
    body = acknowledge === "status" ? "rating" : "envelope",
    headers,
    transport,
  } = options;
  demand(isText(settings.sdk), "sdk", "a text");
  demand(["results", "status"].includes(acknowledge), "acknowledge", "results or status");
  demand(["rating", "envelope"].includes(body), "body", "rating or envelope");
  const plain = headers && attempt(() => Object.fromEntries(new Headers(headers)));
  // `Headers` takes a value that is missing for a text that says so.
  const isMissing = (value: unknown) => value === undefined || value === null;
  demand(!headers || (plain && !Object.values(headers).some(isMissing)), "headers", "names and values");
  // Nothing but what is left out: `""` or `0` would be called in the place of `fetch`.
  demand(transport === undefined || typeof transport === "function", "transport", "like fetch");
  const foreign = acknowledge === "status" ? FOREIGN : undefined;
  return { ...settings, foreign, single: body === "rating", headers: plain, transport };
}
