// @ts-check
// Loaded before the collector: puts its clock ahead by AFTERTASK_CLOCK_AHEAD milliseconds, or by what a message says.
let ahead = Number(process.env["AFTERTASK_CLOCK_AHEAD"] ?? 0);
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
