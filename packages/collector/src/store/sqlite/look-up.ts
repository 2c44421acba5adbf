import { hex } from "../row.js";
import type { Database } from "./database.js";

/**
 * Looks many names up at once: one statement for all that have the same first part, since calling one costs more than
 * finding one row does. Answers what was found of each, in order.
 * @param sql is given the names' bytes as a JSON array of hexadecimal digits, then the first part, and answers rows with
 * their `place` there
 * @param nameOf the two parts of a name: what many share, and 16 bytes
 */
export async function lookUp<Item>(
  database: Database,
  sql: string,
  items: readonly Item[],
  nameOf: (item: Item) => { shared: readonly string[]; own: Uint8Array },
): Promise<(Record<string, unknown> | undefined)[]> {
  const groups = new Map<string, { shared: readonly string[]; owns: string[]; places: number[] }>();
  items.forEach((item, place) => {
    const { shared, own } = nameOf(item);
    const name = shared.join("\0");
    const group = groups.get(name) ?? { shared, owns: [], places: [] };
    group.owns.push(hex(own));
    group.places.push(place);
    groups.set(name, group);
  });
  const all = [...groups.values()];
  const answers = await database.read(
    all.map(({ shared, owns }) => ({ sql, values: [JSON.stringify(owns), ...shared] })),
  );
  const found = Array<Record<string, unknown> | undefined>(items.length).fill(undefined);
  answers.forEach((rows, index) => {
    for (const row of rows) {
      const place = all[index]?.places[Number(row["place"])];
      if (place === undefined) throw new Error(`Nothing was looked up at the place ${String(row["place"])}.`);
      found[place] = row;
    }
  });
  return found;
}
