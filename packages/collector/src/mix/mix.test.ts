import { describe, expect, inject, onTestFinished, test } from "vitest";
import { answersOf } from "../../test/answers.js";
import { around, replaced } from "../../test/around.js";
import { freshPlace } from "../../test/fresh-place.js";
import { append, intakeRow, intakeRows } from "../../test/rows.js";
import { DAY } from "../day.js";
import type { Intake } from "../store/intake.js";
import { keep } from "../store/keep.js";
import { hex } from "../store/row.js";
import type { Stores } from "../store/stores.js";
import { createMixer } from "./mix.js";

const SATURDAY = Date.UTC(2026, 10, 21);

function mixer(stores: Pick<Stores, "intake" | "ratings" | "ledger" | "keys">, now = SATURDAY) {
  let drawn = 0;
  return createMixer({
    stores,
    publication: (project) => (project === "pk_demo" ? "immediate" : "weekly"),
    now: async () => now,
    // Without repetition, and in no order that the rows have.
    random: () => (drawn = (drawn + 7_919) % 104_729),
    pause: async () => {},
  });
}

async function opened(wish = {}) {
  const place = await freshPlace(wish);
  const stores = await place.open();
  onTestFinished(() => stores.close());
  return { place, stores };
}

async function countsOf(stores: Stores) {
  const waiting = await stores.intake.waiting();
  return {
    intake: waiting.reduce((sum, { count }) => sum + count, 0),
    ratings: (await answersOf(stores.ratings, "2026-W47")).length,
    ledger: (await stores.ledger.used(intakeRows(500).flatMap(({ ledger }) => (ledger ? [ledger] : [])))).filter(
      Boolean,
    ).length,
  };
}

test("nineteen ratings wait, twenty move", async () => {
  const { stores } = await opened();
  await append(stores, intakeRows(19));
  expect(await mixer(stores).run()).toBe(0);
  await append(stores, [intakeRow(19)]);
  expect(await mixer(stores).run()).toBe(20);
  expect(await countsOf(stores)).toEqual({ intake: 0, ratings: 20, ledger: 20 });
});

test("ratings of two projects do not make a batch together", async () => {
  const { stores } = await opened();
  await append(stores, [...intakeRows(12), ...intakeRows(12, { project: "pk_other" })]);
  expect(await mixer(stores).run()).toBe(0);
});

test("what is left of a closed week moves", async () => {
  const { stores } = await opened();
  await append(stores, intakeRows(3));
  expect(await mixer(stores, SATURDAY + 2 * DAY).run()).toBe(3);
});

test("a project that publishes at each reading is mixed whenever it is asked", async () => {
  const { stores } = await opened();
  await append(stores, [intakeRow(1, { project: "pk_demo" })]);
  expect(await mixer(stores).run()).toBe(1);
});

test("five hundred rows move in batches, each once", async () => {
  const { stores } = await opened();
  await append(stores, intakeRows(500));
  expect(await mixer(stores).run()).toBe(500);
  expect(await countsOf(stores)).toEqual({ intake: 0, ratings: 500, ledger: 500 });
});

test("runs that overlap move nothing twice", async () => {
  const { stores } = await opened();
  await append(stores, intakeRows(40));
  const one = mixer(stores);
  expect(await Promise.all([one.run(), one.run()])).toEqual([40, 0]);
});

test("the order of arrival shows neither in the ratings nor in the ledger", async () => {
  const { stores } = await opened();
  await append(stores, intakeRows(60));
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
});

test("after a mix nothing of the pairs is left in any byte of the intake", async () => {
  const { place, stores } = await opened({ untouched: true });
  const rows = intakeRows(30);
  await append(stores, rows);
  const found = async (name: "intake" | "ratings") => {
    const bytes = await place.bytes(name);
    // As bytes or as digits: the intake of a folder holds text.
    const written = (digest: Uint8Array) => [Buffer.from(digest).toString("latin1"), hex(digest)];
    return rows.filter(({ rating }) => written(rating.digest).some((form) => bytes.includes(form))).length;
  };
  expect(await found("intake")).toBe(30);
  await mixer(stores).run();
  expect([await found("intake"), await found("ratings")]).toEqual([0, 30]);
});

test("two mixers of one place share the work: what one moves the other does not, and a rest is no batch", async () => {
  const { place, stores } = await opened();
  if (inject("postgres") === undefined) return;
  const other = await place.open();
  onTestFinished(() => other.close());
  await append(stores, intakeRows(300));
  const moved: string[] = [];
  const watched = ({ ratings, ...rest }: Stores) => ({
    ...rest,
    ratings: around(ratings, "add", (rows) => moved.push(...rows.map(({ id }) => hex(id)))),
  });
  const runs = await Promise.all([mixer(watched(stores)).run(), mixer(watched(other)).run()]);
  expect(runs.toSorted()).toEqual([0, 300]);
  expect(new Set(moved).size).toBe(300);
  expect(moved).toHaveLength(300);
});

test("a rater's key is destroyed fourteen days after its week has closed, not earlier", async () => {
  const { stores } = await opened();
  const read = async () => String(await stores.keys.secret("pk_intranet", "rater", "2026-W47"));
  const secret = await read();
  const closed = Date.UTC(2026, 10, 23);
  await mixer(stores, closed + 14 * DAY - 1).run();
  expect(await read()).toBe(secret);
  await mixer(stores, closed + 14 * DAY).run();
  expect(await read()).not.toBe(secret);
});

test("the logs are emptied also where nothing can be written anew", async () => {
  const { stores } = await opened();
  await append(stores, intakeRows(20));
  const emptied: string[] = [];
  const watched = <Store extends Pick<Stores["ledger"], "truncateLog">>(name: string, store: Store) =>
    around(store, "truncateLog", () => emptied.push(name));
  const ratings = around(watched("ratings", stores.ratings), "rewriteFor", () => {
    throw new Error("no room");
  });
  const all = {
    ...stores,
    ratings,
    intake: watched("intake", stores.intake),
    ledger: watched("ledger", stores.ledger),
  };
  await expect(mixer(all).run()).rejects.toThrow("no room");
  expect(emptied).toEqual(["ratings", "ledger", "intake"]);
});

test("a mixer that has lost its loan moves nothing more", async () => {
  const { stores } = await opened();
  const { intake } = stores;
  await append(stores, intakeRows(200));
  let held = 0;
  const hold = async () => {
    if (++held === 2) throw new Error("lost");
  };
  const lend: Intake["lend"] = (project, counted, limit, borrow) =>
    intake.lend(project, counted, limit, (loan) => borrow({ ...loan, hold }));
  await expect(mixer({ ...stores, intake: replaced(intake, { lend }) }).run()).rejects.toThrow("lost");
  expect(await countsOf(stores)).toEqual({ intake: 200, ratings: 100, ledger: 100 });
  expect(await mixer(stores).run()).toBe(200);
  expect(await countsOf(stores)).toEqual({ intake: 0, ratings: 200, ledger: 200 });
});

describe("a mix that is killed", () => {
  const STEPS = ["before the ratings", "before the ledger", "before the removal", "after the removal"] as const;

  function dyingAt(step: (typeof STEPS)[number], stores: Stores, kill: () => void): Stores {
    const { intake, ratings, ledger } = stores;
    if (step === "before the ratings") return { ...stores, ratings: around(ratings, "add", kill) };
    if (step === "before the ledger") return { ...stores, ledger: around(ledger, "add", kill) };
    const [before, after] = step === "before the removal" ? [kill, () => {}] : [() => {}, kill];
    const lend: Intake["lend"] = (project, counted, limit, borrow) =>
      intake.lend(project, counted, limit, (loan) => borrow(around(loan, "remove", before, after)));
    return { ...stores, intake: replaced(intake, { lend }) };
  }

  // What is removed is removed at once.
  const CASES = STEPS.flatMap((step) =>
    (step.endsWith("removal") ? [1] : [1, 2]).map((batch) => [step, batch] as const),
  );

  test.each(CASES)("%s of batch %i loses nothing and doubles nothing", async (step, batch) => {
    const place = await freshPlace();
    let stores = await place.open();
    onTestFinished(() => stores.close());
    await append(stores, intakeRows(200));
    let calls = 0;
    const kill = () => {
      if (++calls === batch) throw new Error("killed");
    };
    await expect(mixer(dyingAt(step, stores, kill)).run()).rejects.toThrow("killed");

    await stores.close();
    stores = await place.open();
    // Whatever the state, what is known is known.
    expect(new Set(await keep(intakeRows(200), stores))).toEqual(new Set(["duplicate"]));
    const again = intakeRows(200).map((row, number) => ({ ...row, rating: intakeRow(1_000 + number).rating }));
    expect(new Set(await keep(again, stores))).toEqual(new Set(["already-rated"]));

    await mixer(stores, SATURDAY + 7 * DAY).run();
    expect(await countsOf(stores)).toEqual({ intake: 0, ratings: 200, ledger: 200 });
  });

  test("is repeated by the same mixer", async () => {
    const { stores } = await opened();
    await append(stores, intakeRows(20));
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
