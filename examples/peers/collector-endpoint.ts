import { RunningCollector } from "../journeys/collector.js";
import { fromAftertask } from "./decode.js";
import type { Endpoint } from "./endpoint.js";

const TOUCHPOINT = "it.access-request";

/** The real collector: its answers are passed on, and its files are read at the end. */
export async function collectorEndpoint(): Promise<Endpoint> {
  const collector = await RunningCollector.start();
  return {
    path: /^\/v1\/ratings$/,
    read: fromAftertask,
    busy: { type: "application/problem+json", body: "{}" },
    async commit(body) {
      const answer = await fetch(`${collector.address}/v1/ratings`, {
        method: "POST",
        headers: { "content-type": "text/plain", origin: collector.address },
        body: new Uint8Array(body),
      });
      const type = answer.headers.get("content-type") ?? "application/json";
      return { status: answer.status, type, body: await answer.text() };
    },
    async rows() {
      await collector.report(TOUCHPOINT);
      await collector.stop();
      return [...collector.rows("ratings"), ...collector.rows("intake")].map(({ id }) => uuidOf(id as Uint8Array));
    },
    end: () => collector.end(),
  };
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
