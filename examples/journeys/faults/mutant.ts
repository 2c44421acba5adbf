import type { Plugin } from "esbuild";
import type { Start } from "../collector.js";

/** A product with a fault put in on purpose: a suite that does not notice it proves nothing. */
export interface Mutant {
  /** Changes the client while it is bundled. */
  client?: Plugin;
  /** Changes the collector's built files while they are loaded. */
  collector?: readonly Replacement[];
}

type Replacement = readonly [from: string, to: string];

/** Runs in the page before the client does: changes what the client stands on, whatever its insides look like. */
export function before(client: () => void): Plugin {
  return {
    name: "before",
    setup({ initialOptions }) {
      initialOptions.banner = { js: `(${client})();` };
    },
  };
}

const PATCH = new URL("preload/patch.mjs", import.meta.url).href;

/** How the collector is started with a mutant's changes. */
export function preloadOf(mutant: Mutant | undefined): Start {
  if (!mutant?.collector) return {};
  return { preload: [PATCH], env: { AFTERTASK_PATCH: JSON.stringify(mutant.collector) } };
}
