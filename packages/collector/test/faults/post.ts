import type { RatingResult } from "@aftertask/schema/words";
import { Agent, type IncomingHttpHeaders, request } from "node:http";

export interface Posted {
  status: number;
  headers: IncomingHttpHeaders;
  /** One for each rating; none where the answer is a problem. */
  results: RatingResult[];
}

/** Milliseconds after which a sender gives up. */
const PATIENCE = 30_000;

export function connections(most: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: most });
}

/** Sends an envelope. Rejects where no answer came, or only a part of one. */
export function post(address: string, body: string, agent: Agent): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const headers = { "Content-Type": "text/plain", "Content-Length": Buffer.byteLength(body) };
    const asking = request(`${address}/v1/ratings`, { method: "POST", headers, agent, timeout: PATIENCE });
    asking.on("timeout", () => asking.destroy(Object.assign(new Error("no answer"), { code: "TIMEOUT" })));
    asking.on("error", reject);
    asking.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => (text += chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const { statusCode: status = 0, headers: said } = answer;
        try {
          const { results = [] } = JSON.parse(text) as { results?: RatingResult[] };
          resolve({ status, headers: said, results });
        } catch (cause) {
          reject(cause as Error);
        }
      });
    });
    asking.end(body);
  });
}
