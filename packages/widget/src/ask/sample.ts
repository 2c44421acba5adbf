/**
 * A number in [0, 1) that depends on the text alone: the same task is always in the sample or always out of it,
 * whoever asks. FNV-1a, then the finaliser of MurmurHash3, because FNV alone spreads short texts badly.
 */
export function positionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A short name for a text that need not be read back: history stores it in place of the task itself. */
export function fingerprint(text: string): string {
  return (positionOf(text) * 2 ** 32).toString(36) + (positionOf(`${text}\n`) * 2 ** 32).toString(36);
}
