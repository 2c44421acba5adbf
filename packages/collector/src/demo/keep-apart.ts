import { SettingsError } from "../settings.js";
import { claim, type Kind } from "../store/kind.js";
import { isPostgres } from "../store/open.js";
import { withoutSecrets } from "../store/postgres/open.js";
import type { Stores } from "../store/stores.js";

/**
 * Takes a place for a demonstration, or for what a configuration names. A demonstration opens its reports to everybody on
 * the machine and mixes at each reading; and what is tapped in one is nobody's answer.
 * @param place as `--database` names it
 * @throws SettingsError where it is the other's
 */
export async function keepApart(place: string, { keys }: Pick<Stores, "keys">, kind: Kind): Promise<void> {
  if ((await claim(keys, kind)) === kind) return;
  const [name, remove] = isPostgres(place)
    ? [`The database ${withoutSecrets(place)}`, "drop its schemas intake, ratings and ledger"]
    : [place, "remove the folder with all that is in it"];
  throw new SettingsError(
    kind === "configured"
      ? `${name} holds what was given to a demonstration, which is never reported as real: name another place with --database (AFTERTASK_DATABASE), or ${remove}.`
      : `${name} holds what a collector with a configuration has kept, which a demonstration would show to everybody on this machine: name another place with --database (AFTERTASK_DATABASE), or its configuration with --config (AFTERTASK_CONFIG) and AFTERTASK_DEMO=0.`,
  );
}
