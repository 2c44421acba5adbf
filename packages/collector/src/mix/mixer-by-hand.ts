import { carefulClockByHand } from "../clock.js";
import type { Stores } from "../store/stores.js";
import { chance } from "./chance.js";
import { createMixer, type Mixer } from "./mix.js";

/** A mixer for a command, beside which nothing else happens in its process. */
export function createMixerByHand(stores: Stores): Mixer {
  return createMixer({
    stores,
    publication: () => "weekly",
    now: carefulClockByHand(stores),
    random: chance,
    pause: () => Promise.resolve(),
  });
}
