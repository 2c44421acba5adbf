/** The database cannot be opened, or not be trusted with what is answered as stored. */
export class DatabaseUnusableError extends Error {
  /** Tells it from other errors where two copies of the package make `instanceof` useless. */
  override readonly name = "DatabaseUnusableError";
}
