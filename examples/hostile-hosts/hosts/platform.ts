import type { HostCase } from "./host-case.js";

/** Pages and browsers in which a part of the web platform is missing, forbidden or full. */
export const PLATFORM: readonly HostCase[] = [
  {
    name: "no custom elements",
    breaks: () => void Object.defineProperty(globalThis, "customElements", { value: undefined }),
  },
  {
    name: "custom elements that cannot be defined",
    breaks() {
      customElements.define = () => {
        throw new Error("Not here.");
      };
    },
  },
  {
    name: "a registry of elements that is a polyfill's",
    breaks() {
      const { get, define } = customElements;
      Object.defineProperty(globalThis, "customElements", {
        value: { get: get.bind(customElements), define: define.bind(customElements), polyfilled: true },
      });
    },
  },
  {
    name: "storage that must not be looked at",
    breaks() {
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        });
    },
  },
  {
    name: "storage that is full",
    breaks() {
      Storage.prototype.setItem = () => {
        throw new DOMException("Full.", "QuotaExceededError");
      };
    },
  },
  {
    name: "storage that answers with objects",
    breaks() {
      Storage.prototype.getItem = () => ({ not: "a text" }) as unknown as string;
    },
  },
  {
    name: "no database",
    breaks: () => void Object.defineProperty(globalThis, "indexedDB", { value: undefined }),
  },
  {
    name: "a database that cannot be opened",
    breaks() {
      IDBFactory.prototype.open = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
    },
  },
  {
    name: "neither database nor storage",
    breaks() {
      Object.defineProperty(globalThis, "indexedDB", { value: undefined });
      Object.defineProperty(globalThis, "localStorage", {
        get() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      });
    },
  },
  {
    name: "no locks, no channels, no idle time, no UUIDs",
    breaks() {
      Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
      for (const name of ["BroadcastChannel", "requestIdleCallback", "structuredClone"])
        Object.defineProperty(globalThis, name, { value: undefined });
      Object.defineProperty(crypto, "randomUUID", { value: undefined });
    },
  },
  {
    name: "a history that is patched by a router",
    breaks() {
      const { pushState } = history;
      history.pushState = function patched(...given) {
        pushState.apply(this, given);
        dispatchEvent(new Event("routed"));
      };
    },
    afterTap: (page) => page.evaluate(() => history.pushState({}, "", "#/next")),
  },
  {
    name: "elements with our names in the page",
    body: `<div id=aftertask></div><a name=ask id=task></a><form name=ask id=localStorage><input name=aftertask></form>`,
    brings: /^document\.ask$/,
  },
  {
    name: "a global of our name that is somebody else's",
    breaks: () => void Object.assign(globalThis, { aftertask: { theme: "dark", ask: "who" } }),
  },
  {
    name: "module and exports left behind by a bundler",
    breaks: () => void Object.assign(globalThis, { module: { exports: {} }, exports: {}, define: () => {} }),
  },
];
