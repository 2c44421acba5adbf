import type { Settings } from "../options.js";
import type { Reply, Send } from "../outbox/ports.js";

/** Browsers allow 64 KiB in flight for all keepalive requests of a page together; the host may use some of it. */
const KEEPALIVE_BYTES = 61_440;

/** Milliseconds after which a request is given up. */
const TIMEOUT = 10_000;

const JSON_TYPE = "application/json";

/**
 * Posts to the endpoint so that nothing about the respondent travels: no cookies, no referrer; and, to our own collector,
 * as plain text, which needs no preflight. `keepalive` lets a request outlive its page. An endpoint that does not take
 * plain text (415) gets JSON from then on.
 */
export function postRatings({ endpoint, acknowledge, headers, transport }: Settings): Send {
  const byStatus = acknowledge === "status";
  // A server that cannot read plain text may well say 2xx to an empty body, and where the status counts, that would be a
  // confirmation. So would the page that a redirect leads to.
  let type = byStatus ? JSON_TYPE : "text/plain";
  let inFlight = 0;

  async function post(body: string, signal: AbortSignal, tried = type): Promise<Reply> {
    const { size } = new Blob([body]);
    inFlight += size;
    try {
      const response = await transport(endpoint, {
        method: "POST",
        body,
        // A plain object, which a transport can spread; with names in lower case, so that none is there twice.
        headers: { ...Object.fromEntries(new Headers(headers)), "content-type": tried },
        keepalive: inFlight <= KEEPALIVE_BYTES,
        credentials: "omit",
        cache: "no-store",
        redirect: byStatus ? "error" : "follow",
        referrerPolicy: "no-referrer",
        signal,
      });
      // To its end, whatever it says: a body that is not read keeps its share of the keepalive budget.
      const text = await response.text();
      return response.status === 415 && tried !== JSON_TYPE ? post(body, signal, (type = JSON_TYPE)) : [response, text];
    } finally {
      inFlight -= size;
    }
  }

  return (body) => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const abort = () => aborter.abort();
    setTimeout(abort, TIMEOUT);
    const reply = new Promise<Reply>((resolve, reject) => {
      // A transport may take no notice of the signal.
      signal.addEventListener("abort", reject);
      post(body, signal).then(resolve, reject);
    });
    return { reply, abort };
  };
}
