/**
 * Runs in the page: does to the built-in types what Prototype.js 1.6 does to them. No registry has that version. Its
 * `toJSON` on arrays and strings makes `JSON.stringify([1])` a text in quotes; its `Array.from` knows no iterators; its
 * `bind` and `reduce` are not the standard's; and all of it is enumerable.
 */
export function prototypeJs(): void {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  const toJSON = (value: unknown): string => {
    if (value === null || value === undefined) return "null";
    const own = (value as { toJSON?: () => string }).toJSON;
    return typeof own === "function" ? own.call(value) : String(value);
  };
  const listed = (from: unknown): unknown[] => {
    if (!from) return [];
    const source = from as { toArray?: () => unknown[]; length?: number; [index: number]: unknown };
    if (source.toArray) return source.toArray();
    const list: unknown[] = [];
    for (let index = 0; index < (source.length ?? 0); index++) list[index] = source[index];
    return list;
  };
  const each = (list: unknown[], call: (item: unknown, index: number) => void) => {
    for (let index = 0; index < list.length; index++) call(list[index], index);
  };
  const assign = (target: object, methods: object) => {
    // Like the library: as enumerable properties, over whatever was there.
    for (const name in methods) Reflect.set(target, name, Reflect.get(methods, name));
  };
  const oneless = Array.prototype as object;
  assign(oneless, {
    each(this: unknown[], call: (item: unknown, index: number) => void) {
      each(this, call);
      return this;
    },
    toArray(this: unknown[]) {
      return this.concat();
    },
    clone(this: unknown[]) {
      return this.concat();
    },
    entries(this: unknown[]) {
      return this.concat();
    },
    first(this: unknown[]) {
      return this[0];
    },
    last(this: unknown[]) {
      return this[this.length - 1];
    },
    include(this: unknown[], wanted: unknown) {
      return this.indexOf(wanted) !== -1;
    },
    without(this: unknown[], ...values: unknown[]) {
      return this.filter((value) => values.indexOf(value) === -1);
    },
    reduce(this: unknown[]) {
      return this.length > 1 ? this : this[0];
    },
    size(this: unknown[]) {
      return this.length;
    },
    inspect(this: unknown[]) {
      return `[${this.join(", ")}]`;
    },
    toJSON(this: unknown[]) {
      return `[${this.map(toJSON).join(", ")}]`;
    },
  });
  assign(String.prototype, {
    toJSON(this: string) {
      return quoted(String(this));
    },
    strip(this: string) {
      return this.replace(/^\s+|\s+$/g, "");
    },
    startsWith(this: string, start: string) {
      return this.indexOf(start) === 0;
    },
    endsWith(this: string, end: string) {
      return this.slice(-end.length) === end;
    },
    include(this: string, part: string) {
      return this.indexOf(part) > -1;
    },
    times(this: string, count: number) {
      return count < 1 ? "" : Array(count + 1).join(String(this));
    },
    blank(this: string) {
      return /^\s*$/.test(String(this));
    },
  });
  assign(Number.prototype, {
    toJSON(this: number) {
      return isFinite(this) ? String(this) : "null";
    },
    succ(this: number) {
      return this + 1;
    },
  });
  assign(Date.prototype, {
    toJSON(this: Date) {
      return quoted(this.toISOString());
    },
  });
  assign(Function.prototype, {
    bind(this: (...given: unknown[]) => unknown, to: unknown, ...first: unknown[]) {
      return (...given: unknown[]) => this.apply(to, first.concat(given));
    },
    defer(this: (...given: unknown[]) => unknown) {
      return setTimeout(this, 10);
    },
    curry(this: (...given: unknown[]) => unknown, ...first: unknown[]) {
      return (...given: unknown[]) => this.apply(null, first.concat(given));
    },
  });
  assign(Array, { from: listed });
  assign(Object, {
    toJSON,
    extend: assign,
    isArray: Array.isArray,
    values: (of: object) => Object.keys(of).map((key) => Reflect.get(of, key)),
  });
  assign(HTMLElement.prototype, {
    hide(this: HTMLElement) {
      this.style.display = "none";
      return this;
    },
    show(this: HTMLElement) {
      this.style.display = "";
      return this;
    },
    update(this: HTMLElement, text: string) {
      this.textContent = text;
      return this;
    },
    remove(this: HTMLElement) {
      this.parentNode?.removeChild(this);
      return this;
    },
    select(this: HTMLElement, selector: string) {
      return listed(this.querySelectorAll(selector));
    },
    observe(this: HTMLElement, name: string, call: () => void) {
      this.addEventListener(name, call);
      return this;
    },
  });
  assign(globalThis, { $: (id: string) => document.getElementById(id), $A: listed, Prototype: { Version: "1.6.1" } });
}
