import type { HostCase } from "./host-case.js";

/** Pages that have changed, taken away or frozen what JavaScript gives. */
export const NATIVES: readonly HostCase[] = [
  {
    name: "arrays and objects with enumerable methods of the page's own",
    breaks() {
      Object.assign(Array.prototype, { each() {}, contains() {}, pluck: 1 });
      Object.assign(Object.prototype, { extend() {}, forEachOwn() {}, uid: 7 });
    },
  },
  {
    name: "objects that all have a toJSON",
    breaks() {
      Object.assign(Object.prototype, { toJSON: () => "{}" });
    },
  },
  {
    name: "frozen built-in types",
    breaks() {
      for (const made of [Array, Function, String, Number, Promise, Date, Map, Set, RegExp, Error]) {
        Object.freeze(made.prototype);
        Object.freeze(made);
      }
    },
  },
  {
    name: "everything frozen, what all objects inherit from among it",
    breaks() {
      for (const made of [
        Object,
        Array,
        Function,
        String,
        Number,
        Promise,
        Date,
        Map,
        Set,
        RegExp,
        Error,
        Node,
        Event,
      ]) {
        Object.freeze(made.prototype);
        Object.freeze(made);
      }
    },
  },
  {
    name: "a clock that stands still",
    breaks() {
      const now = Date.now();
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...given: [] | [number]) {
          super(given.length ? given[0] : now);
        }
        static override now = () => now;
      } as DateConstructor;
      Object.freeze(Date);
    },
  },
  {
    name: "a clock that is ten years fast",
    breaks() {
      const { now } = Date;
      Date.now = () => now() + 10 * 365 * 86_400_000;
    },
  },
  {
    name: "fetch, wrapped by a monitor",
    breaks() {
      const { fetch: original } = globalThis;
      globalThis.fetch = function monitored(...given) {
        return original.apply(globalThis, given).then((answer) => {
          void answer.clone().text();
          return answer;
        });
      };
    },
  },
  {
    name: "fetch, taken away",
    breaks: () => void Reflect.deleteProperty(globalThis, "fetch"),
    ends: "kept",
  },
  {
    name: "fetch, that throws",
    breaks() {
      globalThis.fetch = () => {
        throw new Error("Blocked by your administrator.");
      };
    },
    ends: "kept",
  },
  {
    name: "fetch, that answers with something else",
    breaks() {
      globalThis.fetch = (async () => ({ ok: true, data: {} })) as unknown as typeof fetch;
    },
    ends: "kept",
  },
  {
    name: "fetch, that never answers",
    breaks() {
      globalThis.fetch = () => new Promise(() => {});
    },
    ends: "kept",
  },
  {
    name: "promises of a library, without what came later",
    breaks() {
      const Real = Promise;
      class OldPromise<Value> extends Real<Value> {}
      for (const late of ["allSettled", "any", "withResolvers", "try"]) Reflect.set(OldPromise, late, undefined);
      globalThis.Promise = OldPromise as unknown as PromiseConstructor;
      Reflect.deleteProperty(Real.prototype, "finally");
    },
  },
  {
    name: "promises that are watched",
    breaks() {
      const { then } = Promise.prototype;
      Promise.prototype.then = function watched(...given: never[]) {
        return Reflect.apply(then, this, given) as Promise<never>;
      };
    },
  },
  {
    name: "JSON of a library",
    breaks() {
      const { stringify, parse } = JSON;
      globalThis.JSON = {
        stringify: (value: unknown) => stringify(value),
        parse: (text: string) => parse(text),
      } as JSON;
    },
  },
  {
    name: "no random numbers but one",
    breaks() {
      Math.random = () => 0.5;
    },
  },
  {
    name: "methods of arrays replaced by old shims",
    breaks() {
      Array.prototype.flatMap = function shim(this: unknown[], call: (item: unknown) => unknown) {
        const flat: unknown[] = [];
        for (let index = 0; index < this.length; index++) flat.push(...([] as unknown[]).concat(call(this[index])));
        return flat;
      } as typeof Array.prototype.flatMap;
      Array.prototype.includes = function shim(this: unknown[], wanted: unknown) {
        return this.indexOf(wanted) > -1;
      };
      Object.assign = function shim(target: object, ...sources: object[]) {
        for (const source of sources) for (const name in source) Reflect.set(target, name, Reflect.get(source, name));
        return target;
      };
    },
  },
  {
    name: "events that are counted by a patched addEventListener",
    breaks() {
      const { addEventListener: original } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function counted(...given: Parameters<typeof original>) {
        return original.apply(this, given);
      };
    },
  },
];
