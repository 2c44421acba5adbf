import type { Aftertask } from "../types.js";
import type { Started } from "./entry.js";

/** Set by the build: the entry's file, and the version. */
declare const ENTRY: string;
declare const VERSION: string;

type Stub = { q?: [keyof Aftertask, unknown[], (value: unknown) => void][]; version?: string };

const page = window as unknown as { aftertask?: Stub };
const stub = page.aftertask;

// Loading it twice is harmless: whoever came first stays.
if (typeof stub?.version !== "string") {
  // Readable only now, while this script runs.
  const script = (document.currentScript ?? document.querySelector("script[src*='aftertask.js']")) as HTMLScriptElement;
  const trigger = "data-aftertask-ask";
  const present = `[${trigger}][data-aftertask-on=present]`;
  /** What an element that is present asks about. */
  const told = [trigger, "data-aftertask-on", "data-aftertask-task", "data-aftertask-round"];
  /** What each element that asks by standing there has been asked about. */
  let asked = new WeakMap<Element, string>();
  let arrived: (started: Started) => void;
  const started = new Promise<Started>((resolve) => (arrived = resolve));
  let loading: Promise<Started> | undefined;

  const load = () =>
    (loading ??= import(new URL(ENTRY, script.src).href).then(
      (entry) => {
        const result = entry.start(script) as Started;
        arrived(result);
        return result;
      },
      (error) => {
        loading = undefined;
        // What asks by standing there is looked at again; in a while, because the page may change all the time.
        setTimeout(() => {
          asked = new WeakMap();
          look();
        }, 30_000);
        throw error;
      },
    ));
  const askFor = (element: Element) => void load().then((it) => it.askFor(element), console.error);
  const call =
    (method: string) =>
    (...given: unknown[]) =>
      load().then((it) =>
        (it.instance as unknown as Record<string, (...given: unknown[]) => unknown>)[method]?.(...given),
      );

  const api: Record<string, unknown> = {
    version: VERSION,
    on: (...given: Parameters<Aftertask["on"]>) => {
      const undo = started.then((it) => it.instance.on(...given));
      undo.catch(console.error);
      return () => void undo.then((off) => off());
    },
  };
  for (const method of ["ask", "explain", "submit", "flush", "pending"]) api[method] = call(method);
  page.aftertask = api;
  for (const [method, given, settle] of stub?.q ?? [])
    settle((async () => (api[method] as (...given: unknown[]) => unknown)(...given))());

  // In the capture phase, so that a page that stops the click does not stop the ask; in a later task, so that its handlers
  // come first; but no later than the frame that answers the click, which browsers paint before they let a timer go off.
  // The path of the click leads through shadow roots, too.
  addEventListener(
    "click",
    (event) => {
      let element = (event.composedPath() as Element[]).find((each) => each.matches?.(`[${trigger}]`));
      if (!element || element.matches(present)) return;
      const ask = () => (element &&= void (event.defaultPrevented || askFor(element)));
      setTimeout(ask);
      requestAnimationFrame(ask);
    },
    true,
  );

  const look = () => {
    // An element that asks in its own place becomes one when the code is here.
    for (const element of document.querySelectorAll(`${present},aftertask-prompt[touchpoint],aftertask-prompt[task]`)) {
      const about = told.map((name) => element.getAttribute(name));
      if (asked.get(element) === `${about}`) continue;
      asked.set(element, `${about}`);
      askFor(element);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributeFilter: told });
  look();

  try {
    if (localStorage["aftertask:waiting"]) call("flush")().catch(() => {});
  } catch {
    // Storage is forbidden: nothing waits there.
  }
  const whenIdle = () => (window.requestIdleCallback ?? setTimeout)(() => call("prefetch")().catch(() => {}));
  if (!/off/.test(`${script.dataset["prefetch"]} ${script.dataset["mode"]}`)) {
    // What the page fetches for itself comes first.
    if (document.readyState === "complete") whenIdle();
    else addEventListener("load", whenIdle);
  }
}
