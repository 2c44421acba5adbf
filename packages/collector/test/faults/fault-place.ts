import { DatabaseSync } from "@photostructure/sqlite";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { openPostgres } from "../../src/store/postgres/open.js";
import { openSqlite } from "../../src/store/sqlite/open.js";
import { asAdministrator, freshDatabase, type Server } from "../postgres-place.js";
import { temporaryFolder } from "../temporary-folder.js";
import { storedContentOf, type StoredContent } from "./content.js";
import type { Kept } from "./judge.js";

/** Where a collector keeps what it is sent, as the tests see it from outside. */
export interface FaultPlace {
  database: "SQLite" | "PostgreSQL";
  /** What `--database` says. */
  address: string;
  /** Everything that is there. With SQLite the collector must be gone: its files are nobody else's while it runs. */
  read(): Promise<Found>;
}

export interface Found {
  kept: Kept[];
  /** Rows of the ledger, those still in the intake among them. */
  tasks: number;
  damage: readonly string[];
}

type Row = StoredContent & { id: Uint8Array };

const CONTENT = "id, touchpoint, instrument, score, audience, provider, details";
const STORES = ["intake", "ratings"] as const;

export function sqlitePlace(folder = temporaryFolder()): FaultPlace {
  return {
    database: "SQLite",
    address: folder,
    async read() {
      // A copy, opened by the collector's own library: looking must not mend what the next start has to.
      const copy = temporaryFolder();
      cpSync(folder, copy, { recursive: true });
      const stores = openSqlite(copy);
      const damage = await stores.inspect();
      await stores.close();
      const rows = <Result>(file: string, sql: string) => {
        const connection = new DatabaseSync(join(copy, `${file}.db`), { readOnly: true });
        const all = connection.prepare(sql).all() as Result[];
        connection.close();
        return all;
      };
      const ledger = "SELECT project, hex(pseudonym) AS pseudonym FROM";
      const tasks = [
        ...rows<object>("ledger", `${ledger} ledger`),
        ...rows<object>("intake", `${ledger} intake WHERE pseudonym IS NOT NULL`),
      ];
      return {
        kept: STORES.flatMap((store) => rows<Row>(store, `SELECT ${CONTENT} FROM ${store}`).map(keptIn(store))),
        tasks: new Set(tasks.map((task) => JSON.stringify(task))).size,
        damage,
      };
    },
  };
}

/** @param server Default: the one of this run. */
export async function postgresPlace(server: Server = sharedServer()): Promise<FaultPlace> {
  const { address } = await freshDatabase(server);
  return { database: "PostgreSQL", address, read: () => readPostgres(address) };
}

export async function readPostgres(address: string): Promise<Found> {
  const stores = await openPostgres(address);
  const damage = await stores.inspect();
  await stores.close();
  return asAdministrator(address, async (client) => {
    const kept: Kept[][] = [];
    for (const store of STORES)
      kept.push((await client.query<Row>(`select ${CONTENT} from ${store}.${store}`)).rows.map(keptIn(store)));
    const { rows } = await client.query<{ tasks: number }>(`
      select count(*)::integer as tasks from (
        select project, pseudonym from ledger.ledger union
        select project, pseudonym from intake.intake where pseudonym is not null
      ) as every`);
    return { kept: kept.flat(), tasks: rows[0]?.tasks ?? 0, damage };
  });
}

function sharedServer(): Server {
  const server = inject("postgres");
  if (!server) throw new Error("These tests belong to the project that brings a server.");
  return server;
}

function keptIn(store: Kept["store"]) {
  return (row: Row): Kept => ({
    store,
    id: uuidOf(row.id),
    touchpoint: row.touchpoint,
    content: storedContentOf(row),
  });
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The databases, for what must hold on both. */
export const DATABASES: readonly (readonly [name: FaultPlace["database"], fresh: () => Promise<FaultPlace>])[] = [
  ["SQLite", async () => sqlitePlace()],
  ["PostgreSQL", () => postgresPlace()],
];
