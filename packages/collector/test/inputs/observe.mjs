// @ts-check
// Loaded before the collector: sets its clock, and tells on request what a process does not say of itself.
import { syncBuiltinESMExports } from "node:module";
import { monitorEventLoopDelay } from "node:perf_hooks";
import zlib from "node:zlib";
import { types } from "pg";

const RealDate = Date;
const AHEAD = Number(process.env["AFTERTASK_TEST_CLOCK"]) - RealDate.now();

globalThis.Date = new Proxy(RealDate, {
  construct(_target, args) {
    return args.length === 0 ? new RealDate(RealDate.now() + AHEAD) : Reflect.construct(RealDate, args);
  },
  get(target, name) {
    return name === "now" ? () => RealDate.now() + AHEAD : Reflect.get(target, name);
  },
});

// The database's clock goes with it.
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => new RealDate(RealDate.parse(text) + AHEAD));

let inflated = 0;

/** @param {Function} original */
function counting(original) {
  return new Proxy(original, {
    apply: (target, self, args) => (inflated++, Reflect.apply(target, self, args)),
    construct: (target, args) => (inflated++, Reflect.construct(target, args)),
  });
}
const modules = /** @type {Record<string, any>} */ (zlib);
for (const name of Object.keys(zlib))
  if (/(inflate|gunzip|unzip|decompress)/i.test(name) && typeof modules[name] === "function")
    Object.defineProperty(zlib, name, { value: counting(modules[name]) });
syncBuiltinESMExports();
globalThis.DecompressionStream = /** @type {any} */ (counting(DecompressionStream));

/** @type {string[]} */
const complaints = [];
process.on("uncaughtExceptionMonitor", (error, origin) => complaints.push(`${origin}: ${error?.stack ?? error}`));
process.on("warning", (warning) => complaints.push(String(warning)));

const PROTOTYPES = [Object, Array, Function, String, Number, Promise, Map, Set, RegExp].map((one) => one.prototype);
const untouched = shape();

/** What everything inherits: a name, or another function under it, that an input has put there changes it. */
function shape() {
  return PROTOTYPES.flatMap((prototype) =>
    Reflect.ownKeys(prototype).map((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key) ?? {};
      return [key, value, get, set];
    }),
  );
}

function isUntouched() {
  const now = shape();
  return (
    now.length === untouched.length && now.every((entry, at) => entry.every((part, of) => part === untouched[at]?.[of]))
  );
}

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

process.on("disconnect", () => process.exit());
process.on("message", (/** @type {{ id: number, settled: boolean }} */ { id, settled }) => {
  if (settled) globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({
    id,
    rss,
    heapUsed,
    delay: { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
    inflated,
    complaints,
    untouched: isUntouched(),
  });
});
