import type { Case } from "./case.js";
import { DOWN } from "../weather.js";

const PAGES = 6;

const APART_MS = 100;

/** The network is away while events are handed over on six pages, one after the other; then it is back. */
export const OFFLINE: Case = {
  name: "T5",
  async play(bench, events) {
    const page = await bench.openTab();
    const context = page.context();
    // The page itself must load: while it does, the browser is online, but the endpoint resets every connection.
    bench.receiver.weather = DOWN;
    for (let visit = 0; visit < PAGES; visit += 1) {
      if (visit > 0) await bench.reload(page);
      await context.setOffline(true);
      await bench.handSlowly(page, Math.ceil(events / PAGES), APART_MS);
      if (visit < PAGES - 1) await context.setOffline(false);
    }
    await Promise.all([bench.drain([page]), context.setOffline(false)]);
  },
};
