/** What a page of the measurement has at hand; see `record`. */
export interface Recorder {
  /**
   * Begins to listen for a click. `shown` then settles with the milliseconds from that click until the card has been
   * painted where it can be seen.
   * @param card selectors, each within the shadow root of what the one before has found
   */
  listen(card: readonly string[]): void;
  shown: Promise<number> | undefined;
  /** Presses the button that closes the card, and settles when nothing of the card can be seen any more. */
  close(card: readonly string[], button: readonly string[]): Promise<void>;
  /** Settles when the page has had nothing to do twice in a row. */
  idle(): Promise<void>;
  /** Since the page was opened. */
  layoutShift: number;
  /** The longest task that took more than 50 ms, in milliseconds, or 0; set to 0 to begin anew. */
  longestTask: number;
}

/** Runs in the page, before anything of the page does: it stands alone and imports nothing. */
export function record(): void {
  /** A prompt that has not come or gone by then does not do so at all, in milliseconds. */
  const PATIENCE = 20_000;

  function find(path: readonly string[]): Element | null {
    let root: Document | ShadowRoot | null = document;
    let found: Element | null = null;
    for (const selector of path) {
      found = root?.querySelector(selector) ?? null;
      root = found?.shadowRoot ?? null;
    }
    return found;
  }

  /** Of some size, in the window, opaque enough to notice, and the topmost thing where it stands. */
  function canBeSeen(card: Element | null): boolean {
    if (!card) return false;
    const { left, top, width, height } = card.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (width < 40 || height < 40 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
    if (!card.checkVisibility({ visibilityProperty: true })) return false;
    let opacity = 1;
    for (let at: Node | null = card; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
      if (at instanceof Element) opacity *= Number(getComputedStyle(at).opacity);
    if (opacity <= 0.05) return false;
    let hit = document.elementFromPoint(x, y);
    for (let within = hit?.shadowRoot; within; within = hit?.shadowRoot) {
      const deeper: Element | null = within.elementFromPoint(x, y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    return card.contains(hit);
  }

  const recorder: Recorder = {
    layoutShift: 0,
    longestTask: 0,
    shown: undefined,
    listen(card) {
      recorder.shown = new Promise((settle, fail) => {
        if (canBeSeen(find(card))) fail(new Error(`${card.join(" ")} can be seen before anybody asks.`));
        setTimeout(() => fail(new Error(`No ${card.join(" ")} could be seen.`)), PATIENCE);
        const begin = ({ timeStamp }: Event) => {
          const look = () => {
            if (!canBeSeen(find(card))) return requestAnimationFrame(look);
            // A message is heard after the frame that is being made has been painted.
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener("message", () => settle(performance.now() - timeStamp));
            port1.start();
            return port2.postMessage("painted");
          };
          requestAnimationFrame(look);
        };
        addEventListener("click", begin, { capture: true, once: true });
      });
    },
    close: (card, button) =>
      new Promise((settle, fail) => {
        const pressed = find(button);
        if (!(pressed instanceof HTMLElement)) return fail(new Error(`There is no ${button.join(" ")} to press.`));
        setTimeout(() => fail(new Error(`${card.join(" ")} can still be seen.`)), PATIENCE);
        pressed.click();
        const look = () => (canBeSeen(find(card)) ? requestAnimationFrame(look) : settle());
        return look();
      }),
    async idle() {
      // A page that draws nothing may be idle for long without being told.
      for (let times = 0; times < 2; times += 1)
        await new Promise((settle) => requestIdleCallback(settle, { timeout: 500 }));
    },
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) recorder.longestTask = Math.max(recorder.longestTask, duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    // Also what follows a click at once: nothing of the page may move when the prompt comes.
    for (const entry of list.getEntries()) recorder.layoutShift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  Object.assign(globalThis, { recorder });
}
