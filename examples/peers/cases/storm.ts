import { storm } from "../weather.js";
import type { Case } from "./case.js";

const APART_MS = 200;

/** One tab, five events a second, a storm all the while. */
export const STORM: Case = {
  name: "T1",
  async play(bench, events) {
    const page = await bench.openTab();
    bench.receiver.weather = storm(bench.sky);
    await bench.handSlowly(page, events, APART_MS);
    await bench.drain([page]);
  },
};
