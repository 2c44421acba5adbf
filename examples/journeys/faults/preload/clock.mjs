// @ts-check
// Loaded before the collector: puts its clock ahead by AFTERTASK_CLOCK_AHEAD milliseconds.
const AHEAD = Number(process.env["AFTERTASK_CLOCK_AHEAD"] ?? 0);
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct(_target, args) {
    return args.length === 0 ? new RealDate(RealDate.now() + AHEAD) : Reflect.construct(RealDate, args);
  },
  get(target, name) {
    return name === "now" ? () => RealDate.now() + AHEAD : Reflect.get(target, name);
  },
});
