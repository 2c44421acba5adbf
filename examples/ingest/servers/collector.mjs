// @ts-check
// The collector, with nothing changed but when it mixes: only while it is told to, so that receiving and mixing can be
// measured apart. `each` makes a transaction of every rating, `narrow` begins no commit beside another.
import {
  answerWith,
  createCollector,
  createHttpServer,
  openPostgres,
  openSqlite,
  parseConfig,
} from "@aftertask/collector";

import { KEY } from "../ratings.mjs";
import { reportOn } from "./report.mjs";

const [place = "", habit = "together"] = process.argv.slice(2);
const stores = await (place.startsWith("postgres://") ? openPostgres(place) : openSqlite(place));
const { intake } = stores;

/** Milliseconds by which the collector's clock is ahead. */
let ahead = 0;
/** Settles with the seconds that the first mix of a new week took. */
let rewritten = Promise.resolve(0);

let mixes = process.env["MIXES"] === "1";
const waiting = async () => (await intake.waiting()).reduce((sum, { count }) => sum + count, 0);

/** @type {typeof intake.append} */
async function appendEach(rows, elsewhere) {
  const obstacles = [];
  for (const row of rows) obstacles.push(...(await intake.append([row], elsewhere)));
  return obstacles;
}

const config = parseConfig({
  projects: [{ key: KEY, origins: ["https://intranet.example"], touchpoints: "open", rate: "unlimited" }],
});
const collector = createCollector({
  serve: { ...config, admin: { token: "a-secret-that-has-thirty-two-characters" } },
  now: () => Date.now() + ahead,
  stores: {
    ...stores,
    ...(habit === "narrow" && { appendsAtOnce: 1 }),
    intake: new Proxy(intake, {
      get(target, name) {
        if (name === "waiting" && !mixes) return async () => [];
        if (name === "append" && habit === "each") return appendEach;
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    }),
  },
});

const server = createHttpServer();
server.on("request", answerWith(collector));
server.listen(0, "127.0.0.1", () => {
  reportOn({
    waiting,
    async mix() {
      mixes = true;
      const moved = await collector.mix();
      mixes = false;
      return moved;
    },
    nextWeek() {
      ahead = 7 * 86_400_000;
      mixes = true;
      const begun = performance.now();
      rewritten = collector.mix().then(() => Math.round((performance.now() - begun) / 100) / 10);
      return true;
    },
    rewritten: () => rewritten,
    go: () => (mixes = true),
    hold: () => (mixes = false),
    async stop() {
      server.closeAllConnections();
      server.close();
      await collector.stop();
      return true;
    },
  });
  process.send?.({ port: /** @type {import("node:net").AddressInfo} */ (server.address()).port });
});
