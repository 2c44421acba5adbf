import { AftertaskUsageError } from "@aftertask/schema/words";
import { askFromAttributes } from "./attributes.js";
import { sharedOnPage } from "./browser/shared.js";
import { notAskedFor } from "./complain.js";
import { TAG } from "./tag.js";
import type { Aftertask, AftertaskOptions, AskOptions } from "./types.js";

export type Create = (options: AftertaskOptions) => Aftertask;

/** Instances for elements that name an endpoint and a key, by both. */
const others = new Map<string, Aftertask>();

/** Asks what an element of the host page says in its attributes. */
export function askFor(element: Element, signal: AbortSignal, create: Create): void {
  const read = (name: string) => element.getAttribute(name);
  const touchpoint = read("touchpoint") ?? "";
  const layout = (read("layout") ?? "inline") as NonNullable<AskOptions["layout"]>;
  const anchor = layout === "anchored" ? (element.previousElementSibling ?? undefined) : undefined;
  // It carries the prompt in every layout, so that the events come from it; a card that floats lies in the top layer.
  const asked: AskOptions = { ...askFromAttributes(read), layout, container: element, anchor, signal };
  const ask = async () => instanceFor(read, create).ask(touchpoint, asked);
  ask().catch((error: unknown) => notAskedFor(error, element, touchpoint, asked));
}

function instanceFor(read: (name: string) => string | null, create: Create): Aftertask {
  const [endpoint, key] = [read("endpoint"), read("key")];
  if (!endpoint || !key) {
    const [first] = sharedOnPage().instances;
    if (first) return first;
    throw new AftertaskUsageError(`<${TAG}>`, "needs an instance on the page: call createAftertask first.");
  }
  const name = `${endpoint} ${key}`;
  const known = others.get(name) ?? create({ endpoint, key });
  others.set(name, known);
  return known;
}
