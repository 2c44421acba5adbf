// @ts-check
// Bare node:http that parses and judges ratings by the same schemas as the collector, and keeps none.
// With `burst` it answers whatever one turn of the event loop brought at the end of it, as one commit does.
import { envelopeSchema, ratingSchema } from "@aftertask/schema";
import { createServer } from "node:http";

import { reportOn } from "./report.mjs";

const isBurst = process.argv[2] === "burst";
/** @type {(() => void)[]} */
let turn = [];

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const envelope = envelopeSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
    const results = envelope.ratings.map((item) => ({ id: ratingSchema.parse(item).id, status: "stored" }));
    const answer = () => {
      const body = JSON.stringify({ results });
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
      response.end(body);
    };
    if (!isBurst) return answer();
    if (turn.length === 0)
      setImmediate(() => {
        const all = turn;
        turn = [];
        for (const one of all) one();
      });
    turn.push(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  reportOn();
  process.send?.({ port: /** @type {import("node:net").AddressInfo} */ (server.address()).port });
});
