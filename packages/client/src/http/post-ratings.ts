import type { Reply, Send } from "../outbox/ports.js";

/** Browsers allow 64 KiB in flight for all keepalive requests of a page together; the host may use some of it. */
const KEEPALIVE_BYTES = 61_440;

/** Milliseconds after which a request is given up. */
const TIMEOUT = 10_000;

const JSON_TYPE = "application/json";

/**
 * Posts to the endpoint, so that no preflight is needed and nothing about the respondent travels: plain text, no
 * cookies, no referrer. `keepalive` lets a request outlive its page. An endpoint that does not take plain text (415) gets
 * JSON from then on.
 */
export function postRatings(endpoint: string): Send {
  let inFlight = 0;
  let type = "text/plain";
  return (json) => {
    const aborter = new AbortController();
    const abort = () => aborter.abort();
    setTimeout(abort, TIMEOUT);

    async function post(): Promise<Reply> {
      const body = new Blob([json], { type });
      inFlight += body.size;
      try {
        const response = await fetch(endpoint, {
          method: "POST",
          body,
          keepalive: inFlight <= KEEPALIVE_BYTES,
          credentials: "omit",
          cache: "no-store",
          referrerPolicy: "no-referrer",
          signal: aborter.signal,
        });
        const { status, headers } = response;
        // To its end, whatever it says: a body that is not read keeps its share of the keepalive budget.
        const text = await response.text();
        if (status !== 415 || body.type === JSON_TYPE) return { status, headers, text };
      } finally {
        inFlight -= body.size;
      }
      type = JSON_TYPE;
      return post();
    }

    return { reply: post(), abort };
  };
}
