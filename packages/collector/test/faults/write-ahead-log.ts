/** A frame of a write-ahead log: one page, and whether a commit ends with it. Its end is where it ends in the file. */
export interface Frame {
  end: number;
  isCommit: boolean;
}

const HEADER = 32;
const FRAME_HEADER = 24;

/** Reads the frames of the newest round of a write-ahead log of SQLite: those that carry the salt of its header. */
export function framesOf(log: Buffer): { frames: Frame[]; size: number } {
  const page = log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  const frames: Frame[] = [];
  for (let at = HEADER; at + FRAME_HEADER + page <= log.length; at += FRAME_HEADER + page) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) break;
    frames.push({ end: at + FRAME_HEADER + page, isCommit: log.readUInt32BE(at + 4) !== 0 });
  }
  return { frames, size: frames.at(-1)?.end ?? HEADER };
}
