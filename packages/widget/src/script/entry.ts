import { createAftertask } from "../aftertask.js";
import { complainOnce } from "../element.js";
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
      const anchored = attribute("layout") === "anchored" && trigger.isConnected;
      ask(attribute("ask") ?? "", {
        ...askFromAttributes(attribute),
        ...(anchored ? { anchor: trigger, layout: "anchored" } : { layout: "corner" }),
      }).catch(complainOnce);
    },
  };
}
