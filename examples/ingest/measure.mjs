// @ts-check
// One load on one server, and what both say of it.
import { Program } from "./process.mjs";

/**
 * @typedef {object} Load
 * @property {number} connections
 * @property {number} ratings  In all.
 * @property {number} each  In one request.
 * @property {number} [rate]  Requests per second; as many as there is an answer for without.
 * @typedef {object} Measured
 * @property {number} rate  Ratings per second.
 * @property {number} cpu  Microseconds of the server's processor time for one rating.
 * @property {number} p50  Milliseconds from request to answer.
 * @property {number} p99
 * @property {number} stall  Milliseconds: the longest time for which the server's event loop did not turn.
 */

/**
 * @param {Program} server
 * @param {number} port
 * @param {Load} load
 * @returns {Promise<Measured>}
 */
export async function measure(server, port, { connections, ratings, each, rate }) {
  const load = new Program("load/load.mjs");
  const requests = Math.ceil(ratings / each / connections) * connections;
  await load.ask({ urls: [`http://127.0.0.1:${port}/v1/ratings`], connections, requests, each, rate });
  const before = await server.ask("usage");
  const [result] = await load.ask("go");
  const after = await server.ask("usage");
  await load.ended;
  if (result.failed > 0 || result.answered !== requests)
    throw new Error(`${result.failed} of ${requests} requests failed.`);
  const all = requests * each;
  const { p50, p99, seconds } = result;
  return { rate: all / seconds, cpu: (after.cpu - before.cpu) / all, p50, p99, stall: after.stall };
}
