import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, type PoolClient, types } from "pg";

/** What all connections of a pool have in common. */
export interface Connections {
  address: string;
  /** What the server's own lists call them. */
  name: string;
  /** As whom they act, where that is not the user who connects. */
  role?: string | undefined;
  /** The most at once. */
  most: number;
  /** Milliseconds that a statement may take. */
  patience: number;
}

const SECOND = 1_000;

/** Milliseconds beyond a statement's own time after which the server is taken for lost, and the connection is cut. */
const GRACE = 2 * SECOND;

/**
 * Connections to one server. A statement that the server lets hang ends after `patience`; one that is not answered at
 * all, because the network is gone, soon after, together with its connection.
 */
export function createPool({ address, name, role, most, patience }: Connections): PostgresPool {
  const pool = new Pool({
    connectionString: address,
    application_name: name,
    max: most,
    connectionTimeoutMillis: 3 * SECOND,
    statement_timeout: patience,
    // A collector that stands still must not keep the others from mixing.
    idle_in_transaction_session_timeout: 60 * SECOND,
    keepAlive: true,
    types: { getTypeParser },
  });
  // An idle connection that ends is replaced by the next one; nobody waits for it.
  pool.on("error", () => {});

  const ready = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect();
      const known = ready.get(client);
      if (known) return known;
      // One in use that ends tells whoever waits for its answer; without a listener it would end the process as well.
      client.on("error", () => {});
      const made = watch(client, patience + GRACE);
      try {
        await made.query(SESSION, [role ?? null]);
      } catch (cause) {
        client.release(true);
        throw cause;
      }
      ready.set(client, made);
      return made;
    },
    end: () => pool.end(),
  };
}

/** Bytes as the stores know them: plain, and not a view of something larger. */
export const getTypeParser = ((type: number, format?: "text" | "binary") =>
  type === types.builtins.BYTEA && format !== "binary"
    ? (text: string) => new Uint8Array(Buffer.from(text.slice("\\x".length), "hex"))
    : types.getTypeParser(type, format)) as typeof types.getTypeParser;

/** Durability is kept for the whole session, so that nobody turns it off for us by a change of the server's settings. */
const SESSION = `
  select
    set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), false),
    set_config('role', coalesce($1, current_setting('role')), false)`;

function watch(client: PoolClient, within: number): PostgresPoolClient {
  const query = async (...statement: unknown[]): Promise<unknown> => {
    const late = setTimeout(() => cut(client), within);
    try {
      return await (client.query as (...statement: unknown[]) => Promise<unknown>).apply(client, statement);
    } finally {
      clearTimeout(late);
    }
  };
  return { query: query as PostgresPoolClient["query"], release: () => client.release() };
}

/** Whoever waits is told that the connection has ended, and the pool drops it. */
function cut(client: PoolClient): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
