// @ts-check
// Loaded before the collector: puts off what is to happen a second later, which is the mix after a commit.
const AFTER_COMMIT = 1_000;
const HOUR = 3_600_000;
const realTimeout = setTimeout;

globalThis.setTimeout = /** @type {typeof setTimeout} */ (
  Object.assign(
    (/** @type {() => void} */ does, /** @type {number} */ milliseconds, /** @type {unknown[]} */ ...args) =>
      realTimeout(does, milliseconds === AFTER_COMMIT ? HOUR : milliseconds, ...args),
    realTimeout,
  )
);
