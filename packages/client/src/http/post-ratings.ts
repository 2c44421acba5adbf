import type { Settings } from "../options.js";
import type { Reply, Send } from "../outbox/ports.js";
import { KEEPALIVE_BYTES } from "../browser-limits.js";
import { bytesOf } from "./json.js";

const JSON_TYPE = "application/json";

/**
 * Posts to the endpoint so that nothing about the respondent travels: no cookies, no referrer; and, to our own collector,
 * as plain text, which needs no preflight. `keepalive` lets a request outlive its page, for what is sent when a rating is
 * given; any other could be made again, and an endpoint that hangs would take the host's connections with every page that
 * is left. An endpoint that does not take plain text (415) gets JSON from then on.
 */
export function postRatings(settings: Settings): Send {
  // A server that cannot read plain text may well say 2xx to an empty body, and where the status counts, that would be a
  // confirmation. So would the page that a redirect leads to.
  let type = settings.foreign ? JSON_TYPE : "text/plain";
  let inFlight = 0;

  return async function post(body, givenUp, outlive): Promise<Reply> {
    const tried = type;
    const size = bytesOf(body);
    const aborter = new AbortController();
    void givenUp.then(() => aborter.abort());
    inFlight += size;
    try {
      // `fetch` is looked up at each request: a host may replace it later.
      const response = await (settings.transport ?? fetch)(settings.endpoint, {
        method: "POST",
        body,
        // A plain object: a transport may want to add to it.
        headers: { ...settings.headers, "content-type": tried },
        keepalive: outlive && inFlight <= KEEPALIVE_BYTES,
        credentials: "omit",
        cache: "no-store",
        redirect: settings.foreign ? "error" : "follow",
        referrerPolicy: "no-referrer",
        signal: aborter.signal,
      });
      // To its end, whatever it says: a body that is not read keeps its share of the keepalive budget.
      const text = await response.text();
      if (response.status !== 415 || tried === JSON_TYPE) return [response, text];
    } finally {
      inFlight -= size;
    }
    type = JSON_TYPE;
    return post(body, givenUp, outlive);
  };
}
