// @ts-check
// Loaded before the collector: puts its clock ahead by AFTERTASK_CLOCK_AHEAD milliseconds, and that of the database with
// it; or by what a message says, and then its own alone.
import { types } from "pg";

const START = Number(process.env["AFTERTASK_CLOCK_AHEAD"] ?? 0);
let ahead = START;
const RealDate = Date;

process.on("message", (/** @type {{ ahead?: number }} */ message) => {
  ahead = message.ahead ?? ahead;
  process.send?.({ ahead });
});
process.channel?.unref();

globalThis.Date = new Proxy(RealDate, {
  construct(_target, args) {
    return args.length === 0 ? new RealDate(RealDate.now() + ahead) : Reflect.construct(RealDate, args);
  },
  get(target, name) {
    return name === "now" ? () => RealDate.now() + ahead : Reflect.get(target, name);
  },
});

// Every time that a server says.
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => new RealDate(RealDate.parse(text) + START));
