import { AftertaskUsageError, isAftertaskUsageError } from "./errors.js";
import { askFromAttributes } from "./script/attributes.js";
import { TAG } from "./tag.js";
import type { Aftertask } from "./types.js";

/** What to do when an element that holds a prompt leaves the page. */
const removals = new WeakMap<Element, () => void>();

/** The instance that elements without an `endpoint` of their own belong to: the page's first. */
let ofThePage: Aftertask | undefined;

const complained = new Set<string>();

/** Says a usage error once, where there is nobody who could catch it. */
export function complainOnce(error: unknown): void {
  const message = isAftertaskUsageError(error) ? error.message : String(error);
  if (complained.has(message)) return;
  complained.add(message);
  console.error(message);
}

// On a server there is no HTMLElement; importing must do nothing there.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<aftertask-prompt touchpoint="…" task="…" layout="inline|anchored|corner">`: asks when it is in the page.
 * Without a touchpoint it is only the place where an instance shows a prompt.
 */
export class AftertaskPromptElement extends Base {
  connectedCallback(): void {
    const touchpoint = this.getAttribute("touchpoint");
    // Later, so that attributes set after insertion count, and a move within the page asks once.
    if (touchpoint) setTimeout(() => this.isConnected && this.#ask(touchpoint));
  }

  disconnectedCallback(): void {
    queueMicrotask(() => this.isConnected || removals.get(this)?.());
  }

  #ask(touchpoint: string): void {
    const layout = this.getAttribute("layout") ?? "inline";
    const options = askFromAttributes((name) => this.getAttribute(name));
    const place = layout === "inline" ? { container: this } : { anchor: this.previousElementSibling ?? undefined };
    const instance = ofThePage;
    if (!instance)
      return complainOnce(
        new AftertaskUsageError(
          `<${TAG}>`,
          "found no instance on the page: call createAftertask or add the script tag first.",
        ),
      );
    instance.ask(touchpoint, { ...options, ...place, layout: layout as "inline" }).catch(complainOnce);
  }
}

export function onRemoval(host: Element, leave: () => void): void {
  removals.set(host, leave);
}

/** Defines the element once, whoever comes first, and remembers the page's first instance. Returns the undo of the latter. */
export function adoptInstance(instance: Aftertask): () => void {
  if (!customElements.get(TAG)) customElements.define(TAG, AftertaskPromptElement);
  ofThePage ??= instance;
  return () => {
    if (ofThePage === instance) ofThePage = undefined;
  };
}
