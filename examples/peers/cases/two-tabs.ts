import type { Case } from "./case.js";
import { DOWN } from "../weather.js";

const APART_MS = 100;

/** A tab collects a backlog while the endpoint cannot be reached, a second tab joins it; then both see it come back. */
export const TWO_TABS: Case = {
  name: "T8",
  async play(bench, events) {
    const first = await bench.openTab();
    bench.receiver.weather = DOWN;
    await bench.handSlowly(first, Math.ceil(events / 2), APART_MS);
    const second = await bench.openTab();
    await bench.handSlowly(second, Math.floor(events / 2), APART_MS);
    await bench.drain([first, second]);
  },
};
