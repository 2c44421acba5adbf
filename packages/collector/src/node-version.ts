/** The oldest Node.js that has everything the collector needs. */
export const OLDEST_NODE = "20.20.0";

/** @param version such as `20.20.2` */
export function isTooOld(version: string, oldest = OLDEST_NODE): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split(".").map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
