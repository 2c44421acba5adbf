/** A mistake in how the SDK is called: names the option at fault and the remedy. Never about the network or the respondent. */
export class AftertaskUsageError extends Error {
  override readonly name = "AftertaskUsageError";
  constructor(
    /** The option at fault. */
    readonly option: string,
    remedy: string,
  ) {
    super(`Aftertask: ${option} ${remedy}`);
  }
}

/** Also true for errors of another copy of the SDK on the same page. */
export function isAftertaskUsageError(error: unknown): error is AftertaskUsageError {
  return error instanceof Error && error.name === "AftertaskUsageError";
}
