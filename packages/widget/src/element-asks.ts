import { AftertaskUsageError } from "@aftertask/schema/words";
import { askFromAttributes } from "./attributes.js";
import { sharedOnPage } from "./browser/shared.js";
import { notAskedFor } from "./complain.js";
import { TAG } from "./tag.js";
import type { AddressedAsk, Aftertask, AskOptions } from "./types.js";

/** Asks what an element of the host page says in its attributes. */
export function askFor(element: Element, signal: AbortSignal): void {
  const read = (name: string) => element.getAttribute(name);
  const touchpoint = read("touchpoint") ?? "";
  const layout = (read("layout") ?? "inline") as NonNullable<AskOptions["layout"]>;
  const anchor = layout === "anchored" ? (element.previousElementSibling ?? undefined) : undefined;
  // It carries the prompt in every layout, so that the events come from it; a card that floats lies in the top layer.
  const place = { layout, container: element, anchor, signal };
  const address = { endpoint: read("endpoint") || undefined, key: read("key") || undefined };
  const asked: AddressedAsk = { ...askFromAttributes(read), ...place, ...address };
  const ask = async () => pageInstance().ask(touchpoint, asked);
  ask().catch((error: unknown) => notAskedFor(error, element, touchpoint, asked));
}

/** An element that names an address of its own, too, goes by what the page has said: who is signed in, the mode, the words. */
function pageInstance(): Aftertask {
  const [first] = sharedOnPage().instances;
  if (first) return first;
  throw new AftertaskUsageError(`<${TAG}>`, "needs an instance on the page: call createAftertask first.");
}
