import { randomInt } from "node:crypto";
import type { Stores } from "../store/stores.js";
import { createMixer, type Mixer } from "./mix.js";

/** A whole number below this is fine enough to shuffle by. */
const CHANCES = 2 ** 48 - 1;

/** A mixer for a command, beside which nothing else happens in its process. */
export function createMixerByHand(stores: Stores): Mixer {
  return createMixer({
    stores,
    publication: () => "weekly",
    now: Date.now,
    random: () => randomInt(CHANCES),
    pause: () => Promise.resolve(),
  });
}
