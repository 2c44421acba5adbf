// @ts-check

/** The set-up cannot go on. The message is the one sentence to show. */
export class SetUpError extends Error {
  /** @override */
  name = "SetUpError";
}
