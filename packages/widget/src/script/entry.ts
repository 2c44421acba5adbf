import { createAftertask } from "../aftertask.js";
import { complain } from "../element.js";
import type { Aftertask } from "../types.js";
import { askFromAttributes, settingsFromAttributes } from "./attributes.js";

/** What the loader gets once the code is here. */
export interface Started {
  instance: Aftertask;
  /** Asks what an element with `data-aftertask-ask` says. */
  askFor(trigger: Element): void;
}

/** Starts the instance that a script tag describes. */
export function start(script: HTMLScriptElement): Started {
  const read = (name: string) => script.getAttribute(`data-${name}`);
  const settings = () => settingsFromAttributes(read);
  const instance = createAftertask({
    ...settings(),
    endpoint: read("endpoint") ?? new URL("/v1/ratings", script.src).href,
    key: read("key") ?? "",
  });
  // The page may change the attributes at any time: who is signed in, the language, …
  const fresh =
    <A extends unknown[], R>(call: (...given: A) => R) =>
    (...given: A): R => {
      instance.configure(settings());
      return call(...given);
    };
  const ask = fresh(instance.ask);
  return {
    instance: { ...instance, ask, explain: fresh(instance.explain) },
    askFor(trigger) {
      const attribute = (name: string) => trigger.getAttribute(`data-aftertask-${name}`);
      const touchpoint = attribute("ask") ?? "";
      // A control that its click has removed from the page has no place to stand beside.
      const anchored = attribute("layout") === "anchored" && trigger.isConnected;
      const place = anchored ? { anchor: trigger, layout: "anchored" as const } : { layout: "corner" as const };
      const asked = { ...askFromAttributes(attribute), ...place };
      ask(touchpoint, asked).catch((error: unknown) => complain(error, trigger, touchpoint, asked));
    },
  };
}
