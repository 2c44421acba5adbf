/** A mistake in how Aftertask is called: names the option at fault and the remedy. Never about the network or the respondent. */
export class AftertaskUsageError extends Error {
  /** What the guard goes by. */
  override readonly name = "AftertaskUsageError";
  /** The option or member at fault. */
  declare readonly option: string;
  constructor(option: string, remedy: string) {
    super(`Aftertask: ${option} ${remedy}`);
    this.option = option;
  }
}

/**
 * Goes on only if it `holds`.
 * @throws {AftertaskUsageError} that says that the option must be what is `wanted`
 */
export function demand(holds: unknown, option: string, wanted: string): asserts holds {
  if (!holds) throw new AftertaskUsageError(option, `must be ${wanted}.`);
}
