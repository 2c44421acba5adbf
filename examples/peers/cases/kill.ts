import { setTimeout as pause } from "node:timers/promises";
import { storm } from "../weather.js";
import type { Case } from "./case.js";

const EVENTS_EACH = 10;
const WITHIN_MS = 1_000;

/** Ten events, and within a second the browser is killed; then it starts again and loads the page; in a storm. */
export const KILL: Case = {
  name: "T3",
  async play(bench, events) {
    let page = await bench.openTab();
    const delays = Array.from({ length: Math.ceil(events / EVENTS_EACH) }, () => bench.random() * WITHIN_MS);
    bench.receiver.weather = storm(bench.sky);
    for (const delay of delays) {
      await bench.hand(page, EVENTS_EACH);
      await pause(delay);
      await bench.kill();
      await bench.launch();
      page = await bench.openTab();
    }
    await bench.drain([page]);
  },
};
