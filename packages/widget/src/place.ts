import { addSheet } from "./browser/stylesheet.js";
import { TAG } from "./tag.js";
import css from "./view/prompt.css?inline";

export interface Place {
  /** The `<aftertask-prompt>` that carries the prompt; events are fired from it. */
  host: Element;
  root: ShadowRoot;
  /** Leaves the page as it was. */
  vacate(): void;
}

/** The host page's own element, or one of ours in the given place, with a shadow root and the sheet. */
export function takePlace(container: Element | undefined, layout: string): Place {
  const own = container?.localName === TAG;
  const host = own ? container : document.createElement(TAG);
  host.setAttribute("data-layout", layout);
  if (!own) (container ?? document.body).append(host);
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [];
  addSheet(root, css);
  return { host, root, vacate: () => (own ? host.removeAttribute("data-layout") : host.remove()) };
}
