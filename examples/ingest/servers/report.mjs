// @ts-check
// What a measured process says of itself, over a channel of its own: no request tells of it.
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION = 2;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

/** @type {Record<string, () => unknown>} */
const answers = {
  usage() {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    // The histogram holds the whole time between two of its ticks.
    const stall = Math.max(0, delay.max / 1e6 - RESOLUTION);
    delay.reset();
    return { cpu: user + system, stall, rss, heapUsed, external };
  },
};

/** @param {Record<string, () => unknown>} more  What else may be asked for. */
export function reportOn(more = {}) {
  Object.assign(answers, more);
  process.on("message", async (/** @type {string} */ question) => process.send?.(await answers[question]?.()));
  process.on("disconnect", () => process.exit());
}
