import { createAftertask } from "../aftertask.js";
import { askFromAttributes, settingsFromAttributes } from "../attributes.js";
import { complain, notAskedFor } from "../complain.js";
import type { Aftertask } from "../types.js";

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
  // The page may change the tag at any time: who is signed in, the language, … A mistake in it leaves what was before.
  const follow = () => {
    try {
      instance.configure(settings());
    } catch (error) {
      complain(error);
    }
  };
  new MutationObserver(follow).observe(script, { attributes: true });
  return {
    instance,
    askFor(trigger) {
      const attribute = (name: string) => trigger.getAttribute(`data-aftertask-${name}`);
      const touchpoint = attribute("ask") ?? "";
      // A control that its click has removed from the page has no place to stand beside.
      const anchored = attribute("layout") === "anchored" && trigger.isConnected;
      const place = anchored ? { anchor: trigger, layout: "anchored" as const } : { layout: "corner" as const };
      const asked = { ...askFromAttributes(attribute), ...place };
      instance.ask(touchpoint, asked).catch((error: unknown) => notAskedFor(error, trigger, touchpoint, asked));
    },
  };
}
