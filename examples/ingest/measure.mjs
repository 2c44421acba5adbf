// @ts-check
// One load on one server, or on several that share it, and what both sides say of it.
import { Program } from "./process.mjs";

/**
 * @typedef {object} Load
 * @property {number} connections  In all.
 * @property {number} ratings  In all.
 * @property {number} each  In one request.
 * @property {number} [rate]  Requests per second; as many as there is an answer for without.
 * @typedef {object} Measured
 * @property {number} rate  Ratings per second.
 * @property {number} cpu  Microseconds of the servers' processor time for one rating.
 * @property {number} p50  Milliseconds from request to answer.
 * @property {number} p99
 * @property {number} stall  Milliseconds: the longest time for which a server's event loop did not turn.
 * @typedef {{ program: Program, port: number }} Server
 */

/**
 * @param {Server[]} servers
 * @param {Load} load
 * @returns {Promise<Measured>}
 */
export async function measure(servers, { connections, ratings, each, rate }) {
  const load = new Program("load/load.mjs");
  const requests = Math.ceil(ratings / each / connections) * connections;
  const urls = servers.map(({ port }) => `http://127.0.0.1:${port}/v1/ratings`);
  await load.ask({ urls, connections, requests, each, rate });
  const before = await usageOf(servers);
  /** @type {{ answered: number, failed: number, seconds: number, p50: number, p99: number }[]} */
  const results = await load.ask("go");
  const after = await usageOf(servers);
  await load.ended;

  const failed = results.reduce((sum, one) => sum + one.failed, 0);
  const answered = results.reduce((sum, one) => sum + one.answered, 0);
  if (failed > 0 || answered !== requests) throw new Error(`${failed} of ${requests} requests failed.`);
  const all = requests * each;
  const most = (/** @type {"seconds" | "p50" | "p99"} */ name) => Math.max(...results.map((one) => one[name]));
  return {
    rate: all / most("seconds"),
    cpu: (after.cpu - before.cpu) / all,
    p50: most("p50"),
    p99: most("p99"),
    stall: after.stall,
  };
}

/** @param {Server[]} servers */
async function usageOf(servers) {
  let [cpu, stall] = [0, 0];
  for (const { program } of servers) {
    const usage = await program.ask("usage");
    cpu += usage.cpu;
    stall = Math.max(stall, usage.stall);
  }
  return { cpu, stall };
}
