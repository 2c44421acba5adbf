import { type QueryExecutorProvider, sql } from "kysely";
import { lostPart } from "../lost.js";
import type { Schema } from "./database.js";
import { stepsTaken } from "./migrate.js";

/**
 * Looks backwards for what a first start makes: others may be making it meanwhile.
 * @param connections of each store
 * @throws where a schema was lost: it would be made anew, without what it held
 */
export async function refuseLoss(connections: Readonly<Record<Schema, QueryExecutorProvider>>): Promise<void> {
  const isMade = async (schema: Schema) => (await stepsTaken(connections[schema], schema)).length > 0;
  const keys = await holdsKeys(connections.intake);
  const ledger = await isMade("ledger");
  const ratings = await isMade("ratings");
  const lost = lostPart({ intake: await isMade("intake"), ratings, ledger }, keys);
  if (lost !== undefined)
    throw new Error(
      `it has lost its schema ${lost}, and the others are of no use alone; restore a backup into another database`,
    );
}

async function holdsKeys(intake: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('intake.keys') is not null as there`.execute(
    intake,
  );
  if (!rows[0]?.there) return false;
  return (await sql`select from intake.keys limit 1`.execute(intake)).rows.length > 0;
}
