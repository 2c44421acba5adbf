import { digestOf, newToken, type Scope, SCOPES } from "../guard/admin-token.js";
import { SettingsError } from "../settings.js";
import type { Command } from "./command.js";

/**
 * `token`: makes an admin token. It is shown this once and kept nowhere: the configuration gets its digest. Without
 * `--scope` it reads reports, without `--project` those of all projects.
 */
export const token: Command = async ({ scopes, projects, say }) => {
  const unknown = scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined)
    throw new SettingsError(`--scope must be one of ${SCOPES.join(", ")}, but is "${unknown}".`);
  if (projects.length > 0 && scopes.includes("metrics:read"))
    throw new SettingsError("--scope metrics:read goes without --project: figures are those of the whole process.");
  const made = newToken();
  const kept = {
    sha256: digestOf(made).toString("hex"),
    scopes: scopes.length > 0 ? [...new Set(scopes)] : ["report:read"],
    projects: projects.length > 0 ? [...new Set(projects)] : "all",
  };
  say(`The token, shown this once: ${made}`);
  say('What the configuration needs of it, in "adminTokens":');
  say(JSON.stringify(kept));
  say("Start the collector again for it to be good. Taken out of the list, it is no longer.");
  return 0;
};

function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
