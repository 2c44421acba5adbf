/**
 * A random UUID (version 4) in lower case. Not `crypto.randomUUID`, which is missing on plain HTTP, where many an
 * intranet still is.
 * @param randomByte gives a whole number from 0 to 255
 */
export function uuidFrom(randomByte: () => number): string {
  return "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx".replace(/x/g, () => (randomByte() & 15).toString(16));
}
