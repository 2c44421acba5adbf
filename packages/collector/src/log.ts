import { destination, pino } from "pino";

/** What is written about the collector's work. Never of a comment, an id, a touchpoint, a token or an address. */
export interface Log {
  /** Something happened as it should: started, stopped, mixed. */
  info(facts: Record<string, unknown>, message: string): void;
  /** Something is not as it should be, and nobody has to act at once. */
  warn(facts: Record<string, unknown>, message: string): void;
  /** Something failed; `facts.cause` is what was thrown. */
  error(facts: Record<string, unknown>, message: string): void;
}

/** Bytes that may wait for a log that cannot be written, on a full disk for example; what comes then is dropped. */
const LONGEST_WAIT = 65_536;

/** One JSON object per line, on stderr. Where nobody takes them, the work goes on without. */
export function createLog(): Log {
  const stderr = destination({ dest: 2, sync: true, maxLength: LONGEST_WAIT });
  stderr.on("error", () => {});
  return pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { cause: describe },
    },
    stderr,
  );
}

/** For tests and hosts that keep their own log. */
export const SILENT: Log = { info() {}, warn() {}, error() {} };

/** Name, code and place of an error. Its message may repeat what was bound to a statement. */
function describe(cause: unknown): Record<string, unknown> {
  if (!(cause instanceof Error)) return { name: typeof cause };
  const code = "code" in cause ? cause.code : undefined;
  const reason = "errstr" in cause ? cause.errstr : undefined;
  const at = cause.stack
    ?.split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 6);
  return { name: cause.name, code, reason, at };
}
