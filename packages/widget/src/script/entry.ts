import { composeAftertask } from "../aftertask.js";
import { askFromAttributes, settingsFromAttributes } from "../attributes.js";
import { complain, notAskedFor } from "../complain.js";
import { TAG } from "../tag.js";
import type { Aftertask } from "../types.js";

/** What the loader gets once the code is here. */
export interface Started {
  /** @throws {AftertaskUsageError} as long as the script tag has a mistake in it */
  readonly instance: Aftertask;
  /** Asks what an element with `data-aftertask-ask` says; `<aftertask-prompt>` does so itself from now on. */
  askFor(trigger: Element): void;
}

/**
 * Follows a script tag: the instance that it describes, made when it is first needed. Where the tag names words of the
 * host's own, nobody is asked before they are here.
 */
export function start(script: HTMLScriptElement): Started | Promise<Started> {
  const read = (name: string) => script.getAttribute(`data-${name}`);
  let made: Aftertask | undefined;

  const started: Started = {
    get instance() {
      return (made ??= composeAftertask({
        ...settingsFromAttributes(read),
        endpoint: read("endpoint") ?? new URL("/v1/ratings", script.src).href,
        key: read("key") ?? "",
      }));
    },
    askFor(trigger) {
      const isPrompt = trigger.localName === TAG;
      const attribute = (name: string) => trigger.getAttribute(isPrompt ? name : `data-aftertask-${name}`);
      const touchpoint = attribute(isPrompt ? "touchpoint" : "ask") ?? "";
      const layout = attribute("layout") === "anchored" ? "anchored" : "corner";
      // Also in the corner the anchor is what the ask's events come from.
      const asked = { ...askFromAttributes(attribute), anchor: trigger, layout } as const;
      if (attribute("ticket")) complain("Aftertask: a ticket must be left out; this version reads none.", trigger);
      const ask = async () => {
        const { instance } = started;
        return isPrompt || instance.ask(touchpoint, asked);
      };
      ask().catch((error: unknown) => notAskedFor(error, trigger, touchpoint, asked));
    },
  };

  // The page may change the tag at any time: who is signed in, the language, … A mistake in it leaves what was before.
  const follow = () => {
    try {
      const change = { ...settingsFromAttributes(read), key: read("key") || undefined };
      made?.configure(change);
    } catch (error) {
      complain(error);
    }
  };
  new MutationObserver(follow).observe(script, { attributes: true });
  const words = read("messages");
  if (!words) return started;
  return import("./own-words.js")
    .then(({ sayOwnWords }) => sayOwnWords(words))
    .catch(complain)
    .then(() => started);
}
