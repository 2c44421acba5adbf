import { parseArgs } from "node:util";
import { SHORTEST_TOKEN } from "./guard/admin-token.js";
import { LOOPBACK } from "./loopback.js";
import { isPostgres } from "./store/open.js";

/** What the command line and the environment say. */
export interface Settings {
  /** Default: 4600. With 0 the system chooses one. */
  port: number;
  /** Default: 127.0.0.1. */
  host: string;
  /** Folder for SQLite, or `postgres://…`. Default: `./aftertask-data`. */
  database: string;
  adminToken: string | undefined;
  /** JSON file with the projects. */
  config: string | undefined;
  demo: boolean;
  /** Whether nothing but a port was said. It is a demonstration then, and keeps away from what another collector left. */
  unconfigured: boolean;
}

/** A flag or variable cannot be used. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Different characters; whatever has fewer was typed and not made. */
const TOKEN_VARIETY = 10;

export const USAGE = `aftertask-collector: receives ratings, keeps them, reports on them.

  --config FILE        AFTERTASK_CONFIG        JSON file with the projects
  --admin-token TOKEN  AFTERTASK_ADMIN_TOKEN   at least ${SHORTEST_TOKEN} characters; reads the reports of
                                               all projects; not needed where the file has others
  --database PLACE     AFTERTASK_DATABASE      folder for SQLite, or postgres://user@host/database;
                                               default ./aftertask-data
  --port NUMBER        PORT                    default 4600
  --host ADDRESS       HOST                    default 127.0.0.1
  --demo               AFTERTASK_DEMO=1        a project to try out, with example pages; this machine only.
                                               So does whoever sets nothing but a port

Commands, each with --database:

  backup --to FOLDER   copies everything into a new folder, also while collectors serve it
  check                reads everything that is kept, and says what is damaged; of a backup, too
  erase --id ID…       erases ratings by their ids, or with --ids those of a file, one on each line
  migrate              brings the database to the newest version, without serving
  move --to PLACE      copies everything to another folder or PostgreSQL database
  publish --week WEEK  moves what waits of closed weeks, and says how much of this one is shown; needs --config
  restore --from FOLDER
                       brings a backup back into an empty folder or PostgreSQL database; with --erased PLACE
                       without what was erased since in the place that was served until now
  retention            destroys what is older than it may be, as a collector does every day; needs --config
  token [--scope SCOPE]… [--project KEY]…
                       makes an admin token for "adminTokens" of the file; report:read for all projects
`;

/**
 * Reads flags and, where there is none, the variable of the same name.
 * @param args without the program's own name
 * @throws SettingsError that names the flag and the remedy
 */
export function readSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const flags = parseFlags(args);
  const given = (flag: string | undefined, variable: string) => flag ?? (env[variable] || undefined);
  const said = {
    host: given(flags.host, "HOST"),
    database: given(flags.database, "AFTERTASK_DATABASE"),
    adminToken: given(flags["admin-token"], "AFTERTASK_ADMIN_TOKEN"),
    config: given(flags.config, "AFTERTASK_CONFIG"),
    demo: flags.demo ?? isOn(env["AFTERTASK_DEMO"]),
  };
  const unconfigured = Object.values(said).every((value) => value === undefined);
  const settings: Settings = {
    port: portOf(given(flags.port, "PORT") ?? "4600"),
    host: said.host ?? "127.0.0.1",
    database: said.database ?? "./aftertask-data",
    adminToken: said.adminToken,
    config: said.config,
    demo: said.demo ?? unconfigured,
    unconfigured,
  };
  checkPlace(settings.database);
  const fault = faultOf(settings);
  if (fault) throw new SettingsError(fault);
  return settings;
}

function parseFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        database: { type: "string" },
        "admin-token": { type: "string" },
        config: { type: "string" },
        demo: { type: "boolean" },
      },
    });
    return values;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.split(/[.\n]/, 1).join("") : String(cause);
    throw new SettingsError(`${what}: run with --help to see the flags.`, { cause });
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new SettingsError("--port (PORT) must be a whole number from 0 to 65535.");
  return port;
}

function isOn(value = ""): boolean | undefined {
  if (value === "") return undefined;
  if (["0", "false"].includes(value)) return false;
  if (["1", "true"].includes(value)) return true;
  throw new SettingsError("AFTERTASK_DEMO must be 1 or 0, or be left out.");
}

/** Whatever would make an unsafe collector, with the reason. */
function faultOf({ host, adminToken, config, demo }: Settings): string | undefined {
  if (demo && config !== undefined)
    return "--demo (AFTERTASK_DEMO) brings a project of its own: leave --config (AFTERTASK_CONFIG) out, or the demonstration (AFTERTASK_DEMO=0).";
  if (demo && !LOOPBACK.includes(host))
    return `--demo (AFTERTASK_DEMO) shows reports to everybody and answers on this machine only: set --host (HOST) to ${LOOPBACK.join(", ")}, or leave it out.`;
  if (demo) return undefined;
  if (config === undefined)
    return "--config (AFTERTASK_CONFIG) must name a JSON file with the projects; to try things out, start with --demo.";
  return adminToken === undefined ? undefined : faultOfToken(adminToken);
}

/** Whether something looks like an address: as the name of a folder it could only be meant by mistake. */
export function isAddress(place: string): boolean {
  return /^[\w+.-]+:\/\//.test(place);
}

/**
 * @param flag names the place, for the message
 * @throws SettingsError where it is the address of something else
 */
export function checkPlace(place: string, flag = "--database (AFTERTASK_DATABASE)"): void {
  if (isAddress(place) && !isPostgres(place))
    throw new SettingsError(
      `${flag} must be a folder for SQLite, or the address of a PostgreSQL database: postgres://user@host/database.`,
    );
}

function faultOfToken(token: string): string | undefined {
  if (token.length < SHORTEST_TOKEN)
    return `--admin-token (AFTERTASK_ADMIN_TOKEN) must be a secret of at least ${SHORTEST_TOKEN} characters: there is no default.`;
  if (/\s/.test(token)) return "--admin-token (AFTERTASK_ADMIN_TOKEN) must not contain blanks.";
  if (new Set(token).size < TOKEN_VARIETY)
    return `--admin-token (AFTERTASK_ADMIN_TOKEN) must have at least ${TOKEN_VARIETY} different characters: let \`aftertask-collector token\` make one.`;
  return undefined;
}
