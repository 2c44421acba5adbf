/** A backup cannot be made, or not be used. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
