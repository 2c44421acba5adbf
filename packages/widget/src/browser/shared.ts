import { createQueue, type Queue } from "../ask/queue.js";
import type { Aftertask } from "../types.js";

/** What all copies of the widget on one page have in common: two script tags, a script tag beside an npm import. */
interface Shared {
  /** One line, so that there is one prompt at a time whoever asks. */
  queue: Queue;
  /** Instances that live, oldest first. */
  instances: Aftertask[];
}

/** Copies of other versions look under the same name: what stands there may be added to, but not changed. */
const NAME = Symbol.for("aftertask.page");

export function sharedOnPage(): Shared {
  const page = globalThis as { [NAME]?: Shared };
  return (page[NAME] ??= { queue: createQueue(), instances: [] });
}
