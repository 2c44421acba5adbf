/** What happened between the answer before and this one. */
export interface Answered {
  /** Writes to the log of the intake. */
  written: number;
  /** Syncs of it after the last write. */
  synced: number;
}

const LOG = "/intake.db-wal>";

/** Reads the lines of `strace -f -y`. */
export function syncsBeforeAnswers(lines: readonly string[]): Answered[] {
  const answers: Answered[] = [];
  let since: Answered = { written: 0, synced: 0 };
  for (const line of lines) {
    if (line.includes("pwrite64(") && line.includes(LOG)) since = { written: since.written + 1, synced: 0 };
    else if (/\bf(data)?sync\(/.test(line) && line.includes(LOG)) since.synced++;
    else if (line.includes('"HTTP/1.1 200')) {
      answers.push(since);
      since = { written: 0, synced: 0 };
    }
  }
  return answers;
}
