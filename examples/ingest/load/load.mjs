// @ts-check
// The load, in a process of its own: every request is made before the first is sent, and none is sent twice.
// It takes one message `{ urls, connections, requests, each, rate? }` and answers with what autocannon measured.
// @ts-expect-error It brings no types.
import autocannon from "autocannon";

import { envelopes } from "../ratings.mjs";

process.once("message", async (/** @type {any} */ { urls, connections, requests, each, rate, seconds }) => {
  const share = Math.ceil(requests / connections);
  const made = Array.from({ length: connections }, () => envelopes(share, each));
  const headers = { "content-type": "text/plain" };
  let taken = 0;
  // It ends at its own full second; the last answer came before.
  let last = 0;
  const run = (/** @type {string} */ url) =>
    autocannon({
      url,
      method: "POST",
      connections: connections / urls.length,
      ...(seconds ? { duration: seconds } : { amount: (share * connections) / urls.length }),
      ...(rate && { overallRate: rate }),
      headers,
      setupClient(/** @type {any} */ client) {
        client.on("response", () => (last = performance.now()));
        client.setRequests((made[taken++] ?? []).map((body) => ({ method: "POST", headers, body })));
      },
    });
  process.send?.({ ready: true });
  process.once("message", async () => {
    const begun = performance.now();
    const results = await Promise.all(urls.map(run));
    process.send?.(
      results.map((result) => ({
        answered: result["2xx"],
        failed: result.non2xx + result.errors + result.timeouts,
        seconds: (last - begun) / 1000,
        p50: result.latency.p50,
        p99: result.latency.p99,
        max: result.latency.max,
      })),
    );
    process.disconnect();
  });
});
