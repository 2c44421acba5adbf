import type { Client } from "pg";
import type { Schema } from "./database.js";

/** The oldest version that anybody tries this with. */
const OLDEST_SERVER = 13;

/** What a server says of itself, as far as it matters. */
interface Condition {
  version: number;
  encoding: string;
  synchronous: string;
  fsync: string;
  pages: string;
  standby: boolean;
}

/** Why what is committed here could be lost, or could not be committed at all; nothing when all is well. */
export async function faultOfServer(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<Condition>(`
    select
      current_setting('server_version_num')::integer / 10000 as version,
      current_setting('server_encoding') as encoding,
      current_setting('synchronous_commit') as synchronous,
      current_setting('fsync') as fsync,
      current_setting('full_page_writes') as pages,
      pg_is_in_recovery() as standby`);
  return rows[0] && faultIn(rows[0]);
}

export function faultIn({ version, encoding, synchronous, fsync, pages, standby }: Condition): string | undefined {
  if (version < OLDEST_SERVER) return `PostgreSQL ${version} is too old: use ${OLDEST_SERVER} or newer`;
  if (encoding !== "UTF8") return `its encoding is ${encoding}: create it with encoding UTF8`;
  if (standby) return "it is a standby, which cannot be written to: name the primary";
  if (synchronous === "off")
    return "synchronous_commit is off, so that what was answered as stored could be lost: turn it on";
  if (fsync === "off" || pages === "off")
    return "fsync or full_page_writes is off, so that a power failure could destroy it: turn both on";
  return undefined;
}

/** The owner of each schema, where that is not the user who connects; `undefined` for one that is not there yet. */
export type Roles = Partial<Record<Schema, string>>;

/** Whom each store acts as, or why it cannot. */
export async function rolesOf(client: Client): Promise<Roles | string> {
  const { rows } = await client.query<{ schema: Schema; owner: string; self: string; may: boolean }>(`
    select nspname as schema, pg_get_userbyid(nspowner) as owner, current_user as self,
      pg_has_role(nspowner, 'member') as may
    from pg_catalog.pg_namespace where nspname in ('intake', 'ratings', 'ledger')`);
  const barred = rows.find(({ may }) => !may);
  if (barred)
    return `the schema ${barred.schema} belongs to ${barred.owner}, and ${barred.self} may not act for it: grant ${barred.owner} to ${barred.self}`;
  return Object.fromEntries(
    rows.flatMap(({ schema, owner, self }) => (owner === self ? [] : [[schema, owner] as const])),
  );
}

/** Why the schemas that are missing cannot be made; nothing when they are there or can be. */
export async function faultOfRights(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ self: string; database: string; missing: number; may: boolean }>(`
    select current_user as self, current_database() as database,
      3 - (select count(*)::integer from pg_catalog.pg_namespace where nspname in ('intake', 'ratings', 'ledger')) as missing,
      has_database_privilege(current_database(), 'create') as may`);
  const [found] = rows;
  if (!found || found.missing === 0 || found.may) return undefined;
  return `${found.self} may not create schemas in ${found.database}: grant create on the database, or create the schemas intake, ratings and ledger for it`;
}
