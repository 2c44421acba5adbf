/** A random UUID in lower case. Not `randomUUID`, which is missing on plain HTTP, where many an intranet still is. */
export function newId(): string {
  return "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx".replace(/x/g, () =>
    ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 15).toString(16),
  );
}
