import { isoWeekOf } from "@aftertask/schema/words";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { createCollector } from "../src/collector.js";
import { DAY } from "../src/day.js";
import { createMixer } from "../src/mix/mix.js";
import { LARGEST_BATCH, SMALLEST_BATCH } from "../src/mix/when.js";
import { hex } from "../src/store/row.js";
import type { Stores } from "../src/store/stores.js";
import { around } from "./around.js";
import { asAdministrator, freshDatabase } from "./postgres-place.js";
import { append, intakeRow, intakeRows, waitingRows } from "./rows.js";
import { projects, rating, SATURDAY, start, TOKEN } from "./start.js";
import { keep } from "../src/store/keep.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

/** The suite's own share; a soak run takes more. */
const RATINGS = 400 * Number(process.env["AFTERTASK_COLLECTOR_SOAK"] ?? "1");

describe("two collectors on one database", () => {
  test("keep what both are sent at the same time once, mix it once, and tell everybody the truth", async () => {
    const place = await freshDatabase(server);
    const sizes: number[] = [];
    const moved: string[] = [];
    const watch = (stores: Stores): Stores => ({
      ...stores,
      ratings: around(stores.ratings, "add", (rows) => {
        sizes.push(rows.length);
        moved.push(...rows.map(({ id }) => hex(id)));
      }),
    });
    const collectors = await Promise.all([0, 1].map(async () => start({ stores: watch(await place.open()) }, place)));
    // Every rating comes to both; every tenth has a twin: another rating of the same task by the same person.
    const sent = Array.from({ length: RATINGS }, (_, number) => rating({ person: `person-${number % 50}` }));
    const twins = sent
      .filter((_, number) => number % 10 === 0)
      .map(({ task, person }) => rating({ task: task ?? "", person: person ?? "" }));
    const results = new Map<string, string[]>();
    let over = false;
    const mixing = collectors.map(async ({ collector }) => {
      while (!over) await collector.mix();
    });
    await Promise.all(
      collectors.map(async (collector, which) => {
        const all = which === 0 ? [...sent, ...twins] : [...twins, ...sent];
        for (let at = 0; at < all.length; at += 20)
          for (const { id, status } of await collector.send(all.slice(at, at + 20)))
            results.set(id, [...(results.get(id) ?? []), status]);
      }),
    );
    over = true;
    await Promise.all(mixing);

    for (const { id } of [...sent, ...twins])
      expect(["duplicate stored", "refused refused"], id).toContain(results.get(id)?.toSorted().join(" "));
    // Of a task and its twin one is kept.
    const kept = [...results.values()].filter((each) => each.includes("stored")).length;
    expect(kept).toBe(sent.length);

    for (const collector of collectors) collector.clock.now += 7 * DAY;
    const reports = await Promise.all(collectors.map((collector) => collector.report()));
    expect(reports[0]).toEqual(reports[1]);
    expect(reports[0]?.rows).toMatchObject([{ week: "2026-W47", shown: true, answered: sent.length }]);
    expect(moved).toHaveLength(sent.length);
    expect(new Set(moved).size).toBe(sent.length);
    // Only what was left when the week was closed may be few.
    expect(sizes.slice(0, -1).every((size) => size >= SMALLEST_BATCH && size <= LARGEST_BATCH)).toBe(true);
  });

  test("change no week that one of them has published", async () => {
    const place = await freshDatabase(server);
    const slow = await start({}, place);
    const stores = await place.open();
    const clock = { now: SATURDAY };
    const quick = createCollector({
      serve: { projects: projects(), admin: { token: TOKEN } },
      stores,
      now: () => clock.now,
    });
    onTestFinished(() => quick.stop());
    const report = async (week = "2026-W47") => {
      const answer = await quick.fetch(
        new Request(`http://127.0.0.1/v1/report?key=pk_intranet&from=${week}&to=${week}`, {
          headers: { Authorization: `Bearer ${TOKEN}` },
        }),
      );
      return ((await answer.json()) as { rows: unknown[] }).rows;
    };
    let sent = 0;
    let before = 0;
    let late = 0;
    const load = (async () => {
      // Until the week has been closed, and ten more.
      for (; late === 0 || sent < before + 10; sent++) {
        const one = rating({ person: `person-${sent}` });
        let [result] = await slow.send([one]);
        if (result?.status === "stored" && late === 0) before++;
        for (; result?.status === "retry"; [result] = await slow.send([one])) {
          late++;
          // As it does each minute; then it has seen that the week is closed, and counts in the next by a clock that has not come so far.
          await slow.collector.mix();
        }
        expect(result?.status).toBe("stored");
      }
    })();
    // In the midst of it the quicker clock closes the week.
    while (before < 10) await new Promise((resolve) => setTimeout(resolve, 1));
    clock.now = Date.UTC(2026, 10, 23);
    const first = await report();
    await load;
    expect(await report()).toEqual(first);
    expect(first).toMatchObject([{ answered: before }]);
    expect(late).toBe(1);
    clock.now += 7 * DAY;
    expect(await report("2026-W48")).toMatchObject([{ answered: sent - before }]);
  });
});

/** How many sessions of a database wait for a lock that another one has. */
function standingInLine(address: string): Promise<number> {
  return asAdministrator(address, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::integer as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows[0]?.count ?? 0;
  });
}

/** Where all connections are taken for too long nothing is kept, and whoever was sent away comes again. */
async function insistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;)
    try {
      return await work();
    } catch (cause) {
      if (!/timeout exceeded when trying to connect|statement timeout/.test(String(cause))) throw cause;
    }
}

test("fifty that bring a hundred ratings each, the same, through ten connections, keep each once", async () => {
  const place = await freshDatabase(server);
  const opened = await Promise.all(Array.from({ length: 3 }, () => place.open()));
  onTestFinished(async () => void (await Promise.all(opened.map((stores) => stores.close()))));
  const rows = intakeRows(100);
  const verdicts = await Promise.all(
    Array.from({ length: 50 }, (_, sender) => {
      const stores = opened[sender % opened.length];
      if (!stores) throw new Error("There are no stores.");
      // Each begins elsewhere, so that they meet in every order.
      return insistently(() => keep([...rows.slice(sender * 2), ...rows.slice(0, sender * 2)], stores));
    }),
  );
  const counts = verdicts
    .flat()
    .reduce<Record<string, number>>((sum, verdict) => ({ ...sum, [verdict]: (sum[verdict] ?? 0) + 1 }), {});
  expect(counts).toEqual({ stored: 100, duplicate: 4_900 });
  expect(await waitingRows(opened[0] as Stores)).toHaveLength(100);
});

test("a rating that another collector is just taking is waited for, and met", async () => {
  const place = await freshDatabase(server);
  const [one, other] = [await place.open(), await place.open()];
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])));
  let go: () => void = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  let arrive: () => void = () => {};
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const first = one.intake.append([intakeRow(1)], async () => {
    arrive();
    await held;
    return [null];
  });
  await reached;
  const second = append(other, [intakeRow(1)]);
  const third = append(other, [intakeRow(1, { id: new Uint8Array(16).fill(9) })]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  go();
  expect(await first).toEqual([null]);
  expect([await second, await third]).toEqual([
    [{ is: "known", digest: intakeRow(1).rating.digest }],
    [{ is: "used" }],
  ]);
});

test("a week is closed when those who are adding to it have ended, and whoever comes then is late", async () => {
  const place = await freshDatabase(server);
  const [one, other] = [await place.open(), await place.open()];
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])));
  await other.intake.close("2026-W47");
  let go: () => void = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  let arrive: () => void = () => {};
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const events: string[] = [];
  const adding = one.intake.append([intakeRow(1)], async () => {
    arrive();
    await held;
    events.push("added");
    return [null];
  });
  await reached;
  const closing = other.intake.close("2026-W48").then(async () => {
    events.push("closed");
    expect(await waitingRows(other)).toEqual([intakeRow(1)]);
  });
  // It has asked for the lock, so that this one stands behind it.
  await expect.poll(() => standingInLine(place.address)).toBe(1);
  const coming = append(one, [intakeRow(2)]);
  go();
  expect(await adding).toEqual([null]);
  await closing;
  expect(await coming).toEqual([{ is: "late" }]);
  expect(events).toEqual(["added", "closed"]);
});

test("a collector whose clock is weeks behind the database's opens no week again, and writes nothing anew for its own", async () => {
  const place = await freshDatabase(server);
  const [right, behind] = [await place.open(), await place.open()];
  onTestFinished(async () => void (await Promise.all([right.close(), behind.close()])));
  const mix = (stores: Stores, now: number) =>
    createMixer({
      stores,
      publication: () => "weekly",
      now: async () => now,
      random: Math.random,
      pause: async () => {},
    }).run();
  const week = isoWeekOf(Date.now());
  await mix(right, Date.now());
  await mix(behind, 0);
  expect([right.intake.openWeek, behind.intake.openWeek]).toEqual([week, week]);
  expect(await append(right, [intakeRow(1, { counted: "1970-W01" })])).toEqual([{ is: "late" }]);
  const written = await asAdministrator(place.address, (client) =>
    client.query("select week from ratings.rewritten union all select week from ledger.rewritten"),
  );
  expect(written.rows).toEqual([{ week }, { week }]);
});

test("whoever has lost a loan is told so, and another has it", async () => {
  const place = await freshDatabase(server);
  const [one, other] = [await place.open(), await place.open()];
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])));
  await append(one, intakeRows(3));
  const lent = one.intake.lend("pk_intranet", "2026-W47", 9, async (loan) => {
    await loan.hold();
    // As the server does with a transaction that is idle for long.
    await asAdministrator(place.address, (client) =>
      client.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`),
    );
    expect(await waitingRows(other)).toHaveLength(3);
    await loan.hold();
  });
  await expect(lent).rejects.toThrow();
});

test("collectors that start on an empty database at the same time make it once", async () => {
  const place = await freshDatabase(server, { untouched: true });
  const opened = await Promise.all(Array.from({ length: 6 }, () => place.open()));
  for (const stores of opened) await stores.check();
  await Promise.all(opened.map((stores) => stores.close()));
});
