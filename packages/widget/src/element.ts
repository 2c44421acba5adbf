import { LOOK_AGAIN } from "./browser/page.js";
import { sharedOnPage } from "./browser/shared.js";
import { complain } from "./complain.js";
import { TAG } from "./tag.js";
import type { Aftertask } from "./types.js";

/** The attributes of the element; each is a property of the same name, too. */
export const ATTRIBUTES = [
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

/** What to do when an element that holds a prompt leaves the page; on the element, since another copy of us may have defined it. */
const LEFT = Symbol.for("aftertask.left");

// On a server there is no HTMLElement; importing must do nothing there.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<aftertask-prompt touchpoint="…" task="…" layout="inline|anchored|corner">`: asks when it is in the page, in its own
 * place, beside the element before it, or in the corner. Default: inline. It asks through the page's first instance; its
 * answers go to the `endpoint` and `key` that it names, else to those of that instance. Without any of these it is only the place where an instance shows a prompt.
 */
class AftertaskPromptElement extends Base {
  declare [LEFT]?: () => void;
  #withdrawal: AbortController | undefined;

  connectedCallback(): void {
    // What was set before we came lies on the element itself, in the way of the properties that now mirror attributes.
    for (const name of ATTRIBUTES)
      if (Object.hasOwn(this, name)) {
        const { [name]: value } = this as unknown as Record<string, unknown>;
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
    // Moved within the page, the card has dropped out of the top layer.
    const card = this.shadowRoot?.querySelector<HTMLElement>("[popover]:not(:popover-open)");
    card?.showPopover();
    // Later, so that attributes set after insertion count, and a move within the page asks once.
    setTimeout(() => {
      // What says anything of an ask is to ask: what is missing is told then.
      if (!this.isConnected || this.#withdrawal || !this.matches("[touchpoint],[task],[endpoint],[key]")) return;
      const { signal } = (this.#withdrawal = new AbortController());
      import("./element-asks.js").then(({ askFor }) => askFor(this, signal), complain);
    });
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      // An ask that still stands in line ends here; one that is on the screen, too.
      this.#withdrawal?.abort();
      this.#withdrawal = undefined;
      this[LEFT]?.();
    });
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
export function onRemoval(host: Element & { [LEFT]?: () => void }, leave: () => void): () => void {
  host[LEFT] = leave;
  // An element that nobody has defined hears nothing, and its prompt would hold up the line for ever.
  const look = () => host.isConnected || leave();
  const looking = host.matches(":defined") ? undefined : setInterval(look, LOOK_AGAIN);
  return () => {
    clearInterval(looking);
    delete host[LEFT];
  };
}

/** Defines the element once, whoever comes first, and lets it know of the instance. Returns the undo of the latter. */
export function adoptInstance(instance: Aftertask): () => void {
  const { instances } = sharedOnPage();
  instances.push(instance);
  try {
    if (!customElements.get(TAG)) customElements.define(TAG, AftertaskPromptElement);
  } catch (error) {
    // There is no registry, or somebody's own that refuses: an element nobody has defined carries a prompt as well. One
    // that was to ask by itself will not.
    const [asking] = document.querySelectorAll(`${TAG}[touchpoint]`);
    if (asking) complain(error, asking);
  }
  return () => {
    const at = instances.indexOf(instance);
    // Closed twice, it is not there any more.
    if (at >= 0) instances.splice(at, 1);
  };
}
