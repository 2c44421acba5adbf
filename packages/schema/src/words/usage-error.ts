/** A mistake in how Aftertask is called: names the option at fault and the remedy. Never about the network or the respondent. */
export class AftertaskUsageError extends Error {
  /** What the guard goes by. */
  override readonly name = "AftertaskUsageError";
  constructor(
    /** The option or member at fault. */
    readonly option: string,
    remedy: string,
  ) {
    super(`Aftertask: ${option} ${remedy}`);
  }
}

export const isAftertaskUsageError = errorGuard<AftertaskUsageError>("AftertaskUsageError");

/** A guard by name, not by `instanceof`: a page may hold two copies of a package, or several frames. */
export function errorGuard<E extends Error>(name: E["name"]): (error: unknown) => error is E {
  return (error): error is E => Object(error).name === name;
}

/**
 * Goes on only if it `holds`.
 * @throws {AftertaskUsageError} that says that the option must be what is `wanted`
 */
export function demand(holds: unknown, option: string, wanted: string): asserts holds {
  if (!holds) throw new AftertaskUsageError(option, `must be ${wanted}.`);
}
