import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { asAdministrator } from "../../../packages/collector/test/as-administrator.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the PostgreSQL server of this run; none where the collector keeps what it gets in SQLite. */
    faultsServer: string | undefined;
  }
}

/** The database that this run's collectors use, in the words of the published figures. */
export const DATABASE = process.env["AFTERTASK_FAULTS_DATABASE"] === "postgres" ? "PostgreSQL" : "SQLite";

/** An empty database for one collector; nothing where it is to use SQLite. It goes with the server. */
export async function databaseForTest(): Promise<string | undefined> {
  const server = inject("faultsServer");
  if (server === undefined) return undefined;
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(server, (client) => client.query(`create database ${name}`));
  return Object.assign(new URL(server), { pathname: name }).href;
}

/** The id of every rating there, as often as it is there. */
export function idsIn(database: string): Promise<Uint8Array[]> {
  return asAdministrator(database, async (client) => {
    const { rows } = await client.query<{ id: Uint8Array }>(
      "select id from ratings.ratings union all select id from intake.intake",
    );
    return rows.map(({ id }) => id);
  });
}
