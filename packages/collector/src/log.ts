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

/**
 * Names under which nothing is written, should a fact ever carry one: the second line of defence. The first is that no
 * fact does.
 */
const UNTOLD =
  "authorization token adminToken sha256 password secret address peer ip headers url body query id key touchpoint provider task person ticket comment rating ratings".split(
    " ",
  );

/** Characters of one text; nothing that is worth telling is longer. */
const LONGEST = 256;

/**
 * What a terminal or a reader of logs may take for something else than a character: control characters, line ends of
 * Unicode, and marks that turn the direction of writing. JSON itself escapes the first thirty-two only.
 */
const TREACHEROUS = /[\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/** Bytes that may wait for a log that cannot be written, on a full disk for example; what comes then is dropped. */
const LONGEST_WAIT = 65_536;

/**
 * One JSON object per line.
 * @param write takes a line with its end. Default: to stderr, and where nobody takes it there, the work goes on without.
 */
export function createLog(write: (line: string) => void = toStderr()): Log {
  return pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (level) => ({ level }),
        log: (facts) => Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, shortened(fact)])),
      },
      serializers: { cause: describe },
      redact: { paths: UNTOLD.flatMap((name) => [name, `*.${name}`]), censor: "[not told]" },
    },
    // Outside of strings a line of JSON has none of these characters, and within them each may be written as its number.
    { write: (line) => write(line.replaceAll(TREACHEROUS, asNumber)) },
  );
}

/** For tests and hosts that keep their own log. */
export const SILENT: Log = { info() {}, warn() {}, error() {} };

function toStderr(): (line: string) => void {
  const stderr = destination({ dest: 2, sync: true, maxLength: LONGEST_WAIT });
  stderr.on("error", () => {});
  return (line) => void stderr.write(line);
}

/** Name, code and place of an error. Its message may repeat what was bound to a statement. */
function describe(cause: unknown): Record<string, unknown> {
  if (!(cause instanceof Error)) return { name: typeof cause };
  const code = "code" in cause ? cause.code : undefined;
  const reason = "errstr" in cause ? cause.errstr : undefined;
  return { name: shortened(cause.name), code: shortened(code), reason: shortened(reason), at: placeOf(cause) };
}

/** A stack begins with the message, and that may have lines that look like places. */
function placeOf({ stack = "", message }: Error): string[] | undefined {
  const begin = stack.indexOf(message);
  if (begin === -1) return undefined;
  const lines = stack.slice(begin + message.length).split("\n");
  return lines.filter((line) => line.startsWith("    at ")).slice(0, 6);
}

function shortened(fact: unknown): unknown {
  return typeof fact === "string" && fact.length > LONGEST ? `${fact.slice(0, LONGEST)}…` : fact;
}

function asNumber(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
