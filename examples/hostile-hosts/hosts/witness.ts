/** What a page has seen of itself, noted before anything else runs in it. */
export interface Witnessed {
  /** Errors that nobody caught, promises that nobody handled. */
  uncaught: string[];
  /** Complaints on the console. */
  said: string[];
  /** What the page's own script has noticed: its clicks, its keys. */
  heard: string[];
  /** Names that have come to the window, or to what JavaScript and the page are made of. */
  strangers(): string[];
}

export interface WitnessPage {
  witnessed: Witnessed;
}

/** Runs in the page, before everything else and with what the browser itself gives. */
export function witness(): void {
  const { names, push, slice } = {
    names: Object.getOwnPropertyNames,
    push: Function.prototype.call.bind(Array.prototype.push) as (list: string[], item: string) => void,
    slice: Function.prototype.call.bind(Array.prototype.slice) as (list: string[]) => string[],
  };
  const watched: [string, object][] = [
    ["window", globalThis],
    ["document", document],
    ...[Object, Array, String, Function, Promise, Element, HTMLElement, Node, EventTarget, Event].flatMap(
      (made): [string, object][] => [
        [made.name, made],
        [`${made.name}.prototype`, made.prototype as object],
      ],
    ),
  ];
  let before: Map<string, Set<string>> | undefined;
  const uncaught: string[] = [];
  const said: string[] = [];
  const heard: string[] = [];
  addEventListener("error", ({ message }) => push(uncaught, String(message)));
  addEventListener("unhandledrejection", ({ reason }) => push(uncaught, `rejected: ${String(reason)}`));
  for (const level of ["error", "warn"] as const) {
    const original = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      push(said, `${level}: ${words.map(String).join(" ")}`);
      original(...words);
    };
  }
  const snapshot = () => new Map(watched.map(([name, thing]) => [name, new Set(names(thing))]));
  Object.defineProperty(globalThis, "witnessed", {
    value: {
      get uncaught() {
        return slice(uncaught);
      },
      get said() {
        return slice(said);
      },
      heard,
      /** Called for the first time when the page has made itself ready, before our script: that is what it is held against. */
      strangers() {
        const now = snapshot();
        if (!before) {
          before = now;
          return [];
        }
        const found: string[] = [];
        for (const [name, has] of now)
          has.forEach((each) => {
            if (!before?.get(name)?.has(each)) push(found, `${name}.${each}`);
          });
        return found;
      },
    },
  });
}
