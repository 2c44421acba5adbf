/** What the page itself notes from its first line on, see `watch`. */
export interface Watched {
  /** Every text that a live region of ours has had, the first one included, with its time in milliseconds. */
  told: { text: string; at: number }[];
  /** Live regions of ours that are not a polite status. */
  loud: string[];
  shift: number;
  violations: string[];
  /** Addresses of the files that have come. */
  files: string[];
  /** Timers of exactly this many milliseconds never end: how the test holds a state that would pass. */
  hold: number | undefined;
}

/** Runs in the page before anything else. */
export function watch(): void {
  const here = globalThis as unknown as { watched: Watched; setTimeout: unknown };
  const watched: Watched = { told: [], loud: [], shift: 0, violations: [], files: [], hold: undefined };
  here.watched = watched;

  const real = globalThis.setTimeout;
  here.setTimeout = (does: () => void, wait?: number, ...given: []) =>
    real(does, wait !== undefined && wait === watched.hold ? 2 ** 31 - 1 : wait, ...given);

  const known = new WeakSet<ShadowRoot>();
  const listen = (root: ShadowRoot) => {
    const last = new Map<Element, string>();
    const note = () => {
      for (const region of root.querySelectorAll("[role=status],[role=alert],[role=log],[aria-live]")) {
        if (!region.matches("[role=status]") || region.matches("[aria-live]:not([aria-live=polite])"))
          watched.loud.push(region.outerHTML.slice(0, 80));
        const text = region.textContent?.trim() ?? "";
        if (last.get(region) === text) continue;
        last.set(region, text);
        watched.told.push({ text, at: performance.now() });
      }
    };
    note();
    new MutationObserver(note).observe(root, { childList: true, characterData: true, subtree: true, attributes: true });
  };
  new MutationObserver(() => {
    for (const { shadowRoot } of document.querySelectorAll("aftertask-prompt"))
      if (shadowRoot && !known.has(shadowRoot)) {
        known.add(shadowRoot);
        listen(shadowRoot);
      }
  }).observe(document, { childList: true, subtree: true });

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) watched.files.push(name);
  }).observe({ type: "resource", buffered: true });
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => watched.violations.push(violatedDirective));
}
