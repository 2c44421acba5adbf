import type { IsoWeek } from "@aftertask/schema/words";
import type { Waiting } from "../intake.js";
import { characters, keyText, type LedgerRow, ledgerText, type RatingKey } from "../row.js";

/** Of an id, at the end of `keyText`. */
const ID_LENGTH = 16;

/** A parcel in the table, and how many ratings it still holds. */
export interface WaitingParcel {
  readonly arrival: number;
  left: number;
}

/** One rating in the intake, as far as it is needed to find it. */
export interface WaitingRow {
  readonly parcel: WaitingParcel;
  /** Its place there. */
  readonly place: number;
  readonly key: string;
  readonly task: string | undefined;
  readonly group: Group;
}

/** Rows that will be counted together, in the order of arrival. */
interface Group {
  readonly project: string;
  readonly counted: IsoWeek;
  readonly rows: Set<WaitingRow>;
}

/**
 * The names of all that waits, in memory: some 300 bytes a row, for the seconds until the mix has moved it. Indexes in the
 * file would have random keys, so that every rating would write two pages that nothing else needs; without them
 * the file grows at its end alone. A folder has one collector, so that nobody else could add a row.
 */
export class WaitingRows {
  readonly #byKey = new Map<string, WaitingRow>();
  readonly #tasks = new Set<string>();
  readonly #groups = new Map<string, Group>();

  add(
    parcel: WaitingParcel,
    place: number,
    rating: RatingKey & { counted: IsoWeek },
    task: Pick<LedgerRow, "project" | "pseudonym"> | null,
  ) {
    const group = this.#groupOf(rating.project, rating.counted);
    const row: WaitingRow = { parcel, place, key: keyText(rating), task: task ? ledgerText(task) : undefined, group };
    parcel.left++;
    group.rows.add(row);
    this.#byKey.set(row.key, row);
    if (row.task !== undefined) this.#tasks.add(row.task);
  }

  find(key: RatingKey): WaitingRow | undefined {
    return this.#byKey.get(keyText(key));
  }

  /** Those with one of these ids, whatever their week. */
  named(names: readonly Pick<RatingKey, "project" | "id">[]): WaitingRow[] {
    const wanted = new Set(names.map(({ project, id }) => `${project} ${characters(id)}`));
    const ids = new Set(names.map(({ id }) => characters(id)));
    // Told apart by the id first: of thousands of rows hardly one needs a longer look.
    return [...this.#byKey.values()].filter(({ key, group }) => {
      const id = key.slice(-ID_LENGTH);
      return ids.has(id) && wanted.has(`${group.project} ${id}`);
    });
  }

  isUsed(task: Pick<LedgerRow, "project" | "pseudonym">): boolean {
    return this.#tasks.has(ledgerText(task));
  }

  remove(row: WaitingRow): void {
    this.#byKey.delete(row.key);
    if (row.task !== undefined) this.#tasks.delete(row.task);
    row.parcel.left--;
    row.group.rows.delete(row);
    if (row.group.rows.size === 0) this.#groups.delete(groupName(row.group));
  }

  /** The first of a group. */
  first(project: string, counted: IsoWeek, limit: number): WaitingRow[] {
    const first: WaitingRow[] = [];
    for (const row of this.#groups.get(groupName({ project, counted }))?.rows ?? []) {
      if (first.length >= limit) break;
      first.push(row);
    }
    return first;
  }

  counts(): Waiting[] {
    return [...this.#groups.values()].map(({ project, counted, rows }) => ({ project, counted, count: rows.size }));
  }

  #groupOf(project: string, counted: IsoWeek): Group {
    const name = groupName({ project, counted });
    const known = this.#groups.get(name);
    if (known) return known;
    const made = { project, counted, rows: new Set<WaitingRow>() };
    this.#groups.set(name, made);
    return made;
  }
}

function groupName({ project, counted }: Pick<Group, "project" | "counted">): string {
  return `${project} ${counted}`;
}
