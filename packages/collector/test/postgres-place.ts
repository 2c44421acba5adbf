import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { openPostgres } from "../src/store/postgres/open.js";
import { asAdministrator } from "./as-administrator.js";
import type { Place } from "./place.js";

export { asAdministrator } from "./as-administrator.js";

/** A server of this run, by the address of a database that an administrator may connect to. */
export interface Server {
  url: string;
}

/** Databases of this file that no test uses at the moment; making one takes longer than most tests. */
const free = new Map<string, string[]>();

/** An empty database. Unless it is to be untouched, it may have served an earlier test. */
export async function freshDatabase(server: Server, { untouched = false } = {}): Promise<Place> {
  const spare = free.get(server.url) ?? [];
  free.set(server.url, spare);
  const name = (untouched ? undefined : spare.pop()) ?? (await createDatabase(server));
  const address = Object.assign(new URL(server.url), { pathname: name }).href;
  onTestFinished(async () => {
    await asAdministrator(address, (client) => client.query(EMPTYING));
    spare.push(name);
  });
  return {
    address,
    open: () => openPostgres(address),
    bytes: (schema) =>
      asAdministrator(address, async (client) => {
        // As the server would write them to the disk: to wait until it has would take minutes where the disk is busy.
        await client.query("create extension if not exists pageinspect");
        const { rows } = await client.query<{ page: Buffer }>(PAGES, [
          schema ? [schema] : ["intake", "ratings", "ledger"],
        ]);
        return rows.map(({ page }) => page.toString("latin1")).join("\n");
      }),
  };
}

/** Every page of every table of a schema but the list of its migrations, which knows when they were made, of its indexes, and of what stands aside because it is long. */
const PAGES = `
  with own as (
    select oid, reltoastrelid from pg_class
    where relnamespace = any ($1::regnamespace[]) and relname not like 'migrations%'
  ),
  every as (
    select oid from own union select reltoastrelid from own
    union select indexrelid from pg_index join own on indrelid in (own.oid, reltoastrelid)
  )
  select get_raw_page(oid::regclass::text, page) as page
  from every join pg_class using (oid), generate_series(0, pg_relation_size(oid) / 8192 - 1) as page
  where relkind in ('r', 'i', 't')`;

async function createDatabase(server: Server): Promise<string> {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(server.url, (client) => client.query(`create database ${name}`));
  return name;
}

/** Everything that was ever put into a table of ours, whichever of them are there. */
const EMPTYING = `
  do $$
  declare place record;
  begin
    for place in
      select nspname, relname from pg_class join pg_namespace on relnamespace = pg_namespace.oid
      where nspname in ('intake', 'ratings', 'ledger') and relkind in ('r', 'p') and not relispartition
    loop
      if place.relname in ('open_week', 'rewritten') then
        execute format('update %I.%I set week = %L', place.nspname, place.relname, '');
      elsif place.relname not like 'migrations%' then
        execute format('delete from %I.%I', place.nspname, place.relname);
      end if;
    end loop;
  end $$`;
