import { notAskedFor } from "./complain.js";
import { AftertaskUsageError } from "@aftertask/schema/words";
import { askFromAttributes } from "./attributes.js";
import { TAG } from "./tag.js";
import type { Aftertask, AftertaskOptions, AskOptions } from "./types.js";

type Create = (options: AftertaskOptions) => Aftertask;

/** The attributes of the element; each is a property of the same name, too. */
const ATTRIBUTES = [
  "touchpoint",
  "task",
  "layout",
  "round",
  "instrument",
  "provider",
  "audience",
  "label",
  "endpoint",
  "key",
] as const;

/** What to do when an element that holds a prompt leaves the page. */
const removals = new WeakMap<Element, () => void>();

/** The instance that elements without an `endpoint` of their own belong to: the page's first. */
let ofThePage: Aftertask | undefined;
/** Instances for elements that name an endpoint and a key, by both. */
const others = new Map<string, Aftertask>();
let create: Create | undefined;

// On a server there is no HTMLElement; importing must do nothing there.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<aftertask-prompt touchpoint="…" task="…" layout="inline|anchored|corner">`: asks when it is in the page, in its own
 * place, beside the element before it, or in the corner. Default: inline. It belongs to the page's first instance, or to
 * the `endpoint` and `key` that it names. Without a touchpoint it is only the place where an instance shows a prompt.
 */
class AftertaskPromptElement extends Base {
  #withdrawal: AbortController | undefined;

  connectedCallback(): void {
    // Moved within the page, the card has dropped out of the top layer.
    const card = this.shadowRoot?.querySelector<HTMLElement>("[popover]:not(:popover-open)");
    card?.showPopover();
    // Later, so that attributes set after insertion count, and a move within the page asks once.
    setTimeout(() => this.isConnected && !this.#withdrawal && this.getAttribute("touchpoint") && this.#ask());
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      // An ask that still stands in line ends here; one that is on the screen, too.
      this.#withdrawal?.abort();
      this.#withdrawal = undefined;
      removals.get(this)?.();
    });
  }

  #ask(): void {
    const read = (name: string) => this.getAttribute(name);
    const touchpoint = read("touchpoint") ?? "";
    const layout = (read("layout") ?? "inline") as NonNullable<AskOptions["layout"]>;
    const anchor = layout === "anchored" ? (this.previousElementSibling ?? undefined) : undefined;
    const { signal } = (this.#withdrawal = new AbortController());
    // It carries the prompt in every layout, so that the events come from it; a card that floats lies in the top layer.
    const asked: AskOptions = { ...askFromAttributes(read), layout, container: this, anchor, signal };
    const instance = this.#instance();
    const asking = instance
      ? instance.ask(touchpoint, asked)
      : Promise.reject(
          new AftertaskUsageError(`<${TAG}>`, "needs an instance on the page: call createAftertask first."),
        );
    asking.catch((error: unknown) => notAskedFor(error, this, touchpoint, asked));
  }

  #instance(): Aftertask | undefined {
    const [endpoint, key] = [this.getAttribute("endpoint"), this.getAttribute("key")];
    if (!endpoint || !key) return ofThePage;
    const name = `${endpoint} ${key}`;
    const known = others.get(name) ?? create?.({ endpoint, key });
    if (known) others.set(name, known);
    return known;
  }
}

for (const name of ATTRIBUTES)
  Object.defineProperty(AftertaskPromptElement.prototype, name, {
    get(this: Element) {
      return this.getAttribute(name);
    },
    set(this: Element, value: unknown) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
  });

/** Calls back when the host leaves the page. Returns the undo. */
export function onRemoval(host: Element, leave: () => void): () => void {
  removals.set(host, leave);
  return () => removals.delete(host);
}

/** Defines the element once, whoever comes first, and remembers the page's first instance. Returns the undo of the latter. */
export function adoptInstance(instance: Aftertask, makeAnother: Create): () => void {
  create = makeAnother;
  ofThePage ??= instance;
  if (!customElements.get(TAG)) customElements.define(TAG, AftertaskPromptElement);
  return () => {
    if (ofThePage === instance) ofThePage = undefined;
  };
}
