import type { Send } from "../outbox/ports.js";

/** Browsers allow 64 KiB in flight for all keepalive requests of a page together; the host may use some of it. */
const KEEPALIVE_BYTES = 61_440;

/** Milliseconds after which a request is given up. */
const TIMEOUT = 10_000;

/**
 * Posts to the endpoint, so that no preflight is needed and nothing about the respondent travels: plain text, no
 * cookies, no referrer. `keepalive` lets a request outlive its page.
 */
export function postRatings(endpoint: string, sizeOf: (text: string) => number): Send {
  let inFlight = 0;
  return (body) => {
    const bytes = sizeOf(body);
    inFlight += bytes;
    const aborter = new AbortController();
    const abort = () => aborter.abort();
    setTimeout(abort, TIMEOUT);
    const reply = fetch(endpoint, {
      method: "POST",
      body,
      keepalive: inFlight <= KEEPALIVE_BYTES,
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: aborter.signal,
    })
      // To its end, whatever it says: a body that is not read keeps its share of the keepalive budget.
      .then(async (response) => ({ status: response.status, headers: response.headers, text: await response.text() }))
      .finally(() => (inFlight -= bytes));
    return { reply, abort };
  };
}
