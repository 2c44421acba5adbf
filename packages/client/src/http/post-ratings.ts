import type { Send } from "../outbox/ports.js";

/** Browsers allow 64 KiB in flight for all keepalive requests of a page together; the host may use some of it. */
const KEEPALIVE_BYTES = 60 * 1024;

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
    const keepalive = inFlight + bytes <= KEEPALIVE_BYTES;
    if (keepalive) inFlight += bytes;
    const aborter = new AbortController();
    const abort = () => aborter.abort();
    const timer = setTimeout(abort, TIMEOUT);
    const post = async () => {
      try {
        const response = await fetch(endpoint, {
          method: "POST",
          body,
          keepalive,
          credentials: "omit",
          cache: "no-store",
          referrerPolicy: "no-referrer",
          signal: aborter.signal,
        });
        const { status, headers } = response;
        // To its end, whatever it says: a body that is not read keeps its share of the keepalive budget.
        return { status, text: await response.text(), header: (name: string) => headers.get(name) };
      } finally {
        clearTimeout(timer);
        if (keepalive) inFlight -= bytes;
      }
    };
    return { reply: post(), abort };
  };
}
