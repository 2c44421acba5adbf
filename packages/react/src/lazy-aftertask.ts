import type { Aftertask, AftertaskOptions } from "@aftertask/widget";

/** An instance that comes into being at its first use, and again at the first use after it was closed. */
export interface LazyAftertask {
  /** Safe to hand out while rendering and on a server: nothing exists behind it until one of its methods is called. */
  readonly aftertask: Aftertask;
  /** What the next use shall go by. Touches nothing, so that it may be called at any time of a commit. */
  want(options: AftertaskOptions): void;
  /** Tells an instance that is already there what is wanted; does nothing when there is none. */
  apply(): void;
}

/**
 * Rendering must have no effects, and React renders more often than it shows: on servers, twice in StrictMode, in vain
 * when a render is interrupted. So what the provider hands down is this shell; the instance follows when it is needed.
 */
export function createLazyAftertask(
  create: (options: AftertaskOptions) => Aftertask,
  initial: AftertaskOptions,
): LazyAftertask {
  let wanted = initial;
  let live: { instance: Aftertask; options: AftertaskOptions } | undefined;

  function instance(): Aftertask {
    live ??= { instance: create(wanted), options: wanted };
    if (!sameOptions(live.options, wanted)) {
      live.instance.configure({ ...unset(live.options), ...wanted });
      live.options = wanted;
    }
    return live.instance;
  }

  return {
    aftertask: {
      ask: (touchpoint, options) => instance().ask(touchpoint, options),
      explain: (touchpoint, options) => instance().explain(touchpoint, options),
      submit: (rating) => instance().submit(rating),
      configure: (settings) => instance().configure(settings),
      flush: () => instance().flush(),
      pending: () => instance().pending(),
      prefetch: () => instance().prefetch(),
      on: (event, listener) => instance().on(event, listener),
      close() {
        live?.instance.close();
        live = undefined;
      },
    },
    want(options) {
      wanted = options;
    },
    apply() {
      if (live) instance();
    },
  };
}

/** Apps write options in place, so a new object with the same values is no change. */
function sameOptions(a: AftertaskOptions, b: AftertaskOptions): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof AftertaskOptions>;
  return [...names].every((name) => Object.is(a[name], b[name]));
}

/** An option that is no longer given goes back to its default: after a sign-out there is no person any more. */
function unset(options: AftertaskOptions): Partial<AftertaskOptions> {
  return Object.fromEntries(Object.keys(options).map((name) => [name, undefined]));
}
