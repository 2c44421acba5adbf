import { parseArgs } from "node:util";
import { checkPlace, SettingsError } from "../settings.js";
import { openStores } from "../store/open.js";
import { backup } from "./backup.js";
import { check } from "./check.js";
import type { Command } from "./command.js";
import { erase } from "./erase.js";
import { migrate } from "./migrate.js";
import { move } from "./move.js";
import { openKept } from "./open-kept.js";
import { publish } from "./publish.js";
import { restore } from "./restore.js";
import { retention } from "./retention.js";
import { token } from "./token.js";

const COMMANDS: Readonly<Record<string, Command>> = {
  backup,
  check,
  erase,
  migrate,
  move,
  publish,
  restore,
  retention,
  token,
};

/**
 * Runs a command that stands beside serving.
 * @param args begin with its name
 * @throws SettingsError where that or a flag is not known
 */
export async function runCommand(
  [name = "", ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command)
    throw new SettingsError(
      `There is no command "${name}": use ${Object.keys(COMMANDS).join(", ")}, or none to serve.`,
    );
  const { config, ...flags } = parseFlags(args);
  const database = flags.database ?? (env["AFTERTASK_DATABASE"] || "./aftertask-data");
  checkPlace(database);
  return command({
    database,
    config: config ?? (env["AFTERTASK_CONFIG"] || undefined),
    to: flags.to,
    from: flags.from,
    erased: flags.erased,
    week: flags.week,
    scopes: flags.scope ?? [],
    projects: flags.project ?? [],
    id: flags.id ?? [],
    ids: flags.ids,
    open: openKept,
    make: openStores,
    say,
  });
}

function parseFlags(args: readonly string[]) {
  try {
    const text = { type: "string" } as const;
    const texts = { type: "string", multiple: true } as const;
    const options = {
      database: text,
      config: text,
      to: text,
      from: text,
      erased: text,
      week: text,
      scope: texts,
      project: texts,
      id: texts,
      ids: text,
    };
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.split(/[.\n]/, 1).join("") : String(cause);
    throw new SettingsError(`${what}: run with --help to see the flags.`, { cause });
  }
}
