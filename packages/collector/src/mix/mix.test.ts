import { DatabaseSync } from "@photostructure/sqlite";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { around } from "../../test/around.js";
import { intakeRow, intakeRows } from "../../test/rows.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { DAY } from "../day.js";
import { keep } from "../store/keep.js";
import { hex } from "../store/row.js";
import { openSqlite } from "../store/sqlite/open.js";
import type { Stores } from "../store/stores.js";
import { createMixer } from "./mix.js";

const SATURDAY = Date.UTC(2026, 10, 21);

function mixer(stores: Pick<Stores, "intake" | "ratings" | "ledger" | "keys">, now = SATURDAY) {
  let drawn = 0;
  return createMixer({
    stores,
    publication: (project) => (project === "pk_demo" ? "immediate" : "weekly"),
    now: () => now,
    // Without repetition, and in no order that the rows have.
    random: () => (drawn = (drawn + 7_919) % 104_729),
    pause: async () => {},
  });
}

function opened() {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  return { folder, stores };
}

async function countsOf(stores: Stores) {
  const waiting = await stores.intake.waiting();
  return {
    intake: waiting.reduce((sum, { count }) => sum + count, 0),
    ratings: (await stores.ratings.answers("pk_intranet", "2026-W47")).length,
    ledger: (await stores.ledger.used(intakeRows(500).flatMap(({ ledger }) => (ledger ? [ledger] : [])))).filter(
      Boolean,
    ).length,
  };
}

test("nineteen ratings wait, twenty move", async () => {
  const { stores } = opened();
  await stores.intake.append(intakeRows(19));
  expect(await mixer(stores).run()).toBe(0);
  await stores.intake.append([intakeRow(19)]);
  expect(await mixer(stores).run()).toBe(20);
  expect(await countsOf(stores)).toEqual({ intake: 0, ratings: 20, ledger: 20 });
});

test("ratings of two projects do not make a batch together", async () => {
  const { stores } = opened();
  await stores.intake.append([...intakeRows(12), ...intakeRows(12, { project: "pk_other" })]);
  expect(await mixer(stores).run()).toBe(0);
});

test("what is left of a closed week moves", async () => {
  const { stores } = opened();
  await stores.intake.append(intakeRows(3));
  expect(await mixer(stores, SATURDAY + 2 * DAY).run()).toBe(3);
});

test("a project that publishes at each reading is mixed whenever it is asked", async () => {
  const { stores } = opened();
  await stores.intake.append([intakeRow(1, { project: "pk_demo" })]);
  expect(await mixer(stores).run()).toBe(1);
});

test("five hundred rows move in batches, each once", async () => {
  const { stores } = opened();
  await stores.intake.append(intakeRows(500));
  expect(await mixer(stores).run()).toBe(500);
  expect(await countsOf(stores)).toEqual({ intake: 0, ratings: 500, ledger: 500 });
});

test("runs that overlap move nothing twice", async () => {
  const { stores } = opened();
  await stores.intake.append(intakeRows(40));
  const one = mixer(stores);
  expect(await Promise.all([one.run(), one.run()])).toEqual([40, 0]);
});

test("the order of arrival shows neither in the ratings nor in the ledger", async () => {
  const { folder, stores } = opened();
  await stores.intake.append(intakeRows(60));
  const added: Record<"ratings" | "ledger", string[]> = { ratings: [], ledger: [] };
  const watched: Stores = {
    ...stores,
    ratings: around(stores.ratings, "add", (rows) => added.ratings.push(...rows.map(({ id }) => hex(id)))),
    ledger: around(stores.ledger, "add", (rows) => added.ledger.push(...rows.map(({ pseudonym }) => hex(pseudonym)))),
  };
  await mixer(watched).run();
  const arrival = intakeRows(60);
  expect(added.ratings).not.toEqual(arrival.map((row) => hex(row.rating.id)));
  // Had both the same order, the n-th of one would belong to the n-th of the other.
  const positions = added.ratings.map((id) => arrival.findIndex((row) => hex(row.rating.id) === id));
  expect(added.ledger).not.toEqual(positions.map((at) => hex(arrival[at]?.ledger?.pseudonym ?? new Uint8Array())));
  const file = new DatabaseSync(join(folder, "ratings.db"), { readOnly: true });
  expect(() => file.prepare("SELECT rowid FROM ratings")).toThrow("no such column: rowid");
  file.close();
});

test("after a mix the logs are empty, and nothing of the pairs is left in the intake", async () => {
  const { folder, stores } = opened();
  const rows = intakeRows(30);
  await stores.intake.append(rows);
  await mixer(stores).run();
  for (const name of ["intake", "ratings", "ledger"]) expect(statSync(join(folder, `${name}.db-wal`)).size).toBe(0);
  const intake = readFileSync(join(folder, "intake.db"));
  for (const row of rows) expect(intake.includes(Buffer.from(row.rating.digest))).toBe(false);
});

test("a rater's key is destroyed fourteen days after its week has closed, not earlier", async () => {
  const { stores } = opened();
  const read = async () => String(await stores.keys.secret("pk_intranet", "rater", "2026-W47"));
  const secret = await read();
  const closed = Date.UTC(2026, 10, 23);
  await mixer(stores, closed + 14 * DAY - 1).run();
  expect(await read()).toBe(secret);
  await mixer(stores, closed + 14 * DAY).run();
  expect(await read()).not.toBe(secret);
});

describe("a mix that is killed", () => {
  const STEPS = ["before the ratings", "before the ledger", "before the removal", "after the removal"] as const;

  test.each(STEPS.flatMap((step) => [[step, 1] as const, [step, 2] as const]))(
    "%s of batch %i loses nothing and doubles nothing",
    async (step, batch) => {
      const folder = temporaryFolder();
      let stores = openSqlite(folder);
      onTestFinished(() => stores.close());
      await stores.intake.append(intakeRows(200));
      let calls = 0;
      const kill = () => {
        if (++calls === batch) throw new Error("killed");
      };
      const dying: Stores = {
        ...stores,
        ratings: step === "before the ratings" ? around(stores.ratings, "add", kill) : stores.ratings,
        ledger: step === "before the ledger" ? around(stores.ledger, "add", kill) : stores.ledger,
        intake:
          step === "before the removal"
            ? around(stores.intake, "remove", kill)
            : step === "after the removal"
              ? around(stores.intake, "remove", () => {}, kill)
              : stores.intake,
      };
      await expect(mixer(dying).run()).rejects.toThrow("killed");

      await stores.close();
      stores = openSqlite(folder);
      // Whatever the state, what is known is known.
      expect(new Set(await keep(intakeRows(200), stores))).toEqual(new Set(["duplicate"]));
      const again = intakeRows(200).map((row, number) => ({ ...row, rating: intakeRow(1_000 + number).rating }));
      expect(new Set(await keep(again, stores))).toEqual(new Set(["already-rated"]));

      await mixer(stores, SATURDAY + 7 * DAY).run();
      expect(await countsOf(stores)).toEqual({ intake: 0, ratings: 200, ledger: 200 });
    },
  );

  test("is repeated by the same mixer", async () => {
    const { stores } = opened();
    await stores.intake.append(intakeRows(20));
    let broken = true;
    const dying = around(stores.ledger, "add", () => {
      if (broken) throw new Error("disk full");
    });
    const one = mixer({ ...stores, ledger: dying });
    await expect(one.run()).rejects.toThrow("disk full");
    broken = false;
    expect(await one.run()).toBe(20);
  });
});
