import type { IsoWeek } from "@aftertask/schema/words";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { answersOf } from "./answers.js";
import { keep } from "../src/store/keep.js";
import type { KeyPurpose } from "../src/store/keys.js";
import type { Publication } from "../src/store/published.js";
import { hex, type IntakeRow, type LedgerRow, type RatingRow } from "../src/store/row.js";
import type { Stores } from "../src/store/stores.js";
import type { Place } from "./place.js";
import { append, bytes, intakeRow, intakeRows, waitingRows } from "./rows.js";

/** Rows in the order of their numbers. */
const sorted = (rows: readonly IntakeRow[]) =>
  rows.toSorted((one, other) => (hex(one.rating.id) < hex(other.rating.id) ? -1 : 1));

/**
 * What every database must do.
 * @param freshPlace an empty place to open stores at
 */
export function storesContract(database: string, freshPlace: () => Promise<Place>): void {
  describe(`the stores on ${database}`, () => {
    let place: Place;
    let stores: Stores;

    const reopen = async () => {
      await stores.close();
      stores = await place.open();
    };

    beforeEach(async () => {
      place = await freshPlace();
      stores = await place.open();
      onTestFinished(() => stores.close());
    });

    describe("intake", () => {
      test("what was appended is met under its key, also after reopening", async () => {
        expect(await append(stores, intakeRows(2))).toEqual([null, null]);
        await reopen();
        const other = { ...intakeRow(1, { digest: bytes(99) }), ledger: null };
        expect(await append(stores, [intakeRow(0), other, intakeRow(2)])).toEqual([
          { is: "known", digest: bytes(0, 3) },
          { is: "known", digest: bytes(1, 3) },
          null,
        ]);
        expect(await waitingRows(stores)).toHaveLength(3);
      });

      test("project, week and id make the key together", async () => {
        await append(stores, [intakeRow(1)]);
        const others = [{ project: "pk_other" }, { week: "2026-W46" }, { id: bytes(2, 1) }];
        const rows = others.map((other) => ({ ...intakeRow(1, other), ledger: null }));
        expect(await append(stores, rows)).toEqual([null, null, null]);
      });

      test("can be paged through in the order of its keys, whatever came first", async () => {
        await append(stores, [intakeRow(2), intakeRow(0)]);
        await append(stores, [intakeRow(1), intakeRow(3, { project: "pk_aaa" })]);
        const first = await stores.intake.page(undefined, 3);
        expect(first).toEqual([intakeRow(3, { project: "pk_aaa" }), intakeRow(0), intakeRow(1)]);
        expect(await stores.intake.page(first.at(-1)?.rating, 3)).toEqual([intakeRow(2)]);
        expect(await stores.intake.page(intakeRow(2).rating, 3)).toEqual([]);
      });

      test("a row comes out as it went in", async () => {
        const empty = { score: null, channel: null, audience: null, provider: null, rater: null, details: "{}" };
        const odd = { touchpoint: "x'\"\\{},;--", details: '{"comment":"ěš 🙂 \\" \\u2028"}', project: "pk ü" };
        const rows = [intakeRow(1), { ...intakeRow(2, empty), ledger: null }];
        await append(stores, [...rows, intakeRow(3, odd)]);
        expect(sorted(await waitingRows(stores))).toEqual(rows);
        expect(await waitingRows(stores, "pk ü")).toEqual([intakeRow(3, odd)]);
      });

      test("all rows of a call are kept, or none", async () => {
        const broken = { ...intakeRow(2), rating: { ...intakeRow(2).rating, touchpoint: null as unknown as string } };
        await expect(append(stores, [intakeRow(1), broken])).rejects.toThrow();
        expect(await stores.intake.waiting()).toEqual([]);
        expect(await append(stores, [intakeRow(1), intakeRow(2)])).toEqual([null, null]);
      });

      test("a pseudonym is used within its project", async () => {
        await append(stores, [intakeRow(1)]);
        const again = intakeRow(1, { id: bytes(9, 1) });
        expect(await append(stores, [again, intakeRow(1, { project: "pk_other" })])).toEqual([{ is: "used" }, null]);
      });

      test("what is known elsewhere is not kept, and is told", async () => {
        const known = { is: "known", digest: bytes(7) } as const;
        const met = [null, known, { is: "used" } as const];
        expect(await stores.intake.append(intakeRows(3), async () => met)).toEqual(met);
        expect(await waitingRows(stores)).toEqual([intakeRow(0)]);
        // A rating that is on its way is met in both places; that it is there comes before what became of its task.
        expect(await stores.intake.append([intakeRow(0)], async () => [{ is: "used" }])).toEqual([
          { is: "known", digest: bytes(0, 3) },
        ]);
        const refused = intakeRow(0, { id: bytes(9, 1) });
        expect(await stores.intake.append([refused], async () => [known])).toEqual([known]);
      });

      test("when nobody can say what is known elsewhere, nothing is kept", async () => {
        const silent = () => Promise.reject(new Error("the ledger does not answer"));
        await expect(stores.intake.append([intakeRow(1)], silent)).rejects.toThrow("the ledger does not answer");
        expect(await stores.intake.waiting()).toEqual([]);
        expect(await append(stores, [intakeRow(1)])).toEqual([null]);
      });

      test("nothing is added to a week that is closed, but what is there is met", async () => {
        await append(stores, [intakeRow(1)]);
        await stores.intake.close("2026-W48");
        await reopen();
        const late = intakeRow(2);
        const next = intakeRow(3, { counted: "2026-W48" });
        expect(await append(stores, [intakeRow(1), late, next])).toEqual([
          { is: "known", digest: bytes(1, 3) },
          { is: "late" },
          null,
        ]);
        expect(await waitingRows(stores)).toEqual([intakeRow(1)]);
      });

      test("a clock that is a little behind closes nothing and opens nothing", async () => {
        await stores.intake.close("2026-W48");
        await stores.intake.close("2026-W47");
        expect(stores.intake.openWeek).toBe("2026-W48");
        expect(await append(stores, [intakeRow(1)])).toEqual([{ is: "late" }]);
      });

      test("weeks that a clock of the far future has closed are opened again", async () => {
        await stores.intake.close("2036-W01");
        expect(stores.intake.openWeek).toBe("2036-W01");
        expect(await append(stores, [intakeRow(1)])).toEqual([{ is: "late" }]);
        await stores.intake.close("2026-W47");
        expect(stores.intake.openWeek).toBe("2026-W47");
        expect(await append(stores, [intakeRow(1)])).toEqual([null]);
      });

      test("what waits is counted by project and counted week", async () => {
        await append(stores, [
          intakeRow(1),
          intakeRow(2),
          intakeRow(3, { week: "2026-W46", counted: "2026-W46" }),
          intakeRow(4, { week: "2026-W46" }),
          intakeRow(5, { project: "pk_other" }),
        ]);
        const waiting = await stores.intake.waiting();
        expect(waiting).toHaveLength(3);
        expect(waiting).toEqual(
          expect.arrayContaining([
            { project: "pk_intranet", counted: "2026-W47", count: 3 },
            { project: "pk_intranet", counted: "2026-W46", count: 1 },
            { project: "pk_other", counted: "2026-W47", count: 1 },
          ]),
        );
      });

      test("rows stay until they are removed, and may be removed twice", async () => {
        const rows = intakeRows(4);
        await append(stores, rows);
        const keys = rows.slice(0, 3).map((row) => row.rating);
        for (let turn = 0; turn < 2; turn++)
          await stores.intake.lend("pk_intranet", "2026-W47", 9, async (loan) => {
            await loan.remove(keys);
            await loan.remove(keys);
          });
        expect(await waitingRows(stores)).toEqual(rows.slice(3));
      });

      test("no more are lent than are asked for, and the borrower's answer comes back", async () => {
        await append(stores, intakeRows(4));
        const lent = (limit: number) =>
          stores.intake.lend("pk_intranet", "2026-W47", limit, async ({ rows }) => rows.length);
        expect([await lent(3), await lent(9)]).toEqual([3, 4]);
      });

      test("a borrower that fails leaves everything that it had not removed", async () => {
        await append(stores, intakeRows(2));
        const failing = stores.intake.lend("pk_intranet", "2026-W47", 9, () => Promise.reject(new Error("no disk")));
        await expect(failing).rejects.toThrow("no disk");
        expect(await waitingRows(stores)).toHaveLength(2);
      });

      test("a project's rows are lent to one borrower at a time", async () => {
        await append(stores, intakeRows(3));
        const events: string[] = [];
        const borrow = (name: string) =>
          stores.intake.lend("pk_intranet", "2026-W47", 9, async ({ rows, remove }) => {
            events.push(`${name} has ${rows.length}`);
            await new Promise((resolve) => setTimeout(resolve, 20));
            await remove(rows.map((row) => row.rating));
            events.push(`${name} is done`);
          });
        await Promise.all([borrow("first"), borrow("second")]);
        expect(events.map((event) => event.replace(/first|second/, "one"))).toEqual([
          "one has 3",
          "one is done",
          "one has 0",
          "one is done",
        ]);
      });

      test("what waits outlives the emptying of the log", async () => {
        await append(stores, intakeRows(5));
        await stores.intake.lend("pk_intranet", "2026-W47", 2, ({ rows, remove }) =>
          remove(rows.map((row) => row.rating)),
        );
        const rest = sorted(await waitingRows(stores));
        await stores.intake.truncateLog();
        expect(sorted(await waitingRows(stores))).toEqual(rest);
        expect(rest).toHaveLength(3);
      });
    });

    describe("ratings", () => {
      const ratings = (count: number) => intakeRows(count).map((row) => row.rating);

      test("a rating that is added twice is there once, and the first stays", async () => {
        await stores.ratings.add(ratings(2));
        await stores.ratings.add([...ratings(3), intakeRow(0, { score: 1, digest: bytes(99) }).rating]);
        expect(await answersOf(stores.ratings, "2026-W47")).toHaveLength(3);
        expect(await stores.ratings.find(ratings(4))).toEqual([bytes(0, 3), bytes(1, 3), bytes(2, 3), null]);
      });

      test("an answer carries what a report reads, and no more", async () => {
        await stores.ratings.add(ratings(1));
        expect(await answersOf(stores.ratings, "2026-W47")).toEqual([
          {
            touchpoint: "hr.benefits-paperwork",
            instrument: "outcome5",
            score: 4,
            channel: "prompt",
            minimumGroup: 5,
            rater: bytes(0, 2),
          },
        ]);
      });

      test("answers are those of one project and counted week, ordered by touchpoint and instrument", async () => {
        await stores.ratings.add([
          intakeRow(1, { touchpoint: "b" }).rating,
          intakeRow(2, { touchpoint: "a", instrument: "outcome5" }).rating,
          intakeRow(3, { touchpoint: "a", instrument: "ease5" }).rating,
          intakeRow(4, { touchpoint: "a", counted: "2026-W48" }).rating,
          intakeRow(5, { touchpoint: "a", project: "pk_other" }).rating,
        ]);
        const answers = await answersOf(stores.ratings, "2026-W47");
        expect(answers.map(({ touchpoint, instrument }) => [touchpoint, instrument])).toEqual([
          ["a", "ease5"],
          ["a", "outcome5"],
          ["b", "outcome5"],
        ]);
        expect(await answersOf(stores.ratings, "2026-W47", "b")).toHaveLength(1);
        expect(await answersOf(stores.ratings, "2026-W47", "b' OR '1'='1")).toEqual([]);
      });

      test("T26: a large week comes whole and in order, and others have their turn between its slices", async () => {
        const mixed = Array.from({ length: 4_200 }, (_, number) =>
          intakeRow(number, {
            touchpoint: ["a", "b", "c"][number % 3] ?? "a",
            instrument: number % 2 === 0 ? "ease5" : "outcome5",
            week: number % 5 === 0 ? "2026-W46" : "2026-W47",
          }),
        );
        await stores.ratings.add(mixed.map((row) => row.rating));
        const [order, people, turns]: [string[], Set<string>, { taken: number }] = [[], new Set(), { taken: 0 }];
        const count = () => void (turns.taken++, (turn = setImmediate(count)));
        let turn = setImmediate(count);
        onTestFinished(() => clearImmediate(turn));
        for await (const slice of stores.ratings.answers("pk_intranet", "2026-W47")) {
          expect(slice.length).toBeLessThanOrEqual(1_000);
          for (const { touchpoint, instrument, rater } of slice) {
            order.push(`${touchpoint} ${instrument}`);
            people.add(hex(rater ?? bytes(0)));
          }
        }
        expect([order.length, people.size]).toEqual([4_200, 4_200]);
        expect(order).toEqual(order.toSorted());
        expect(turns.taken).toBeGreaterThanOrEqual(4);
      });

      test("T26: a reading that is given up half-way leaves the store as it was", async () => {
        await stores.ratings.add(intakeRows(3_000).map((row) => row.rating));
        for (let reading = 0; reading < 5; reading++)
          for await (const slice of stores.ratings.answers("pk_intranet", "2026-W47")) if (slice.length > 0) break;
        await stores.ratings.add([intakeRow(3_000).rating]);
        expect(await answersOf(stores.ratings, "2026-W47")).toHaveLength(3_001);
      });

      test("weeks are those in which something was counted, both ends included", async () => {
        const weeks = ["2026-W53", "2026-W09", "2026-W47", "2027-W01"];
        await stores.ratings.add(weeks.map((counted, number) => intakeRow(number, { counted }).rating));
        const project = "pk_intranet";
        expect(await stores.ratings.weeks({ project })).toEqual(["2026-W09", "2026-W47", "2026-W53", "2027-W01"]);
        expect(await stores.ratings.weeks({ project, from: "2026-W47", to: "2026-W53" })).toEqual([
          "2026-W47",
          "2026-W53",
        ]);
        expect(await stores.ratings.weeks({ project, touchpoint: "unheard.of" })).toEqual([]);
        expect(await stores.ratings.weeks({ project: "pk_other" })).toEqual([]);
      });

      test("writing the table anew changes nothing in it", async () => {
        await stores.ratings.add(ratings(30));
        for (const week of ["2026-W47", "2026-W48", "2026-W48", "2026-W49"]) await stores.ratings.rewriteFor(week);
        await reopen();
        expect(await answersOf(stores.ratings, "2026-W47")).toHaveLength(30);
      });
    });

    describe("by its id alone", () => {
      const name = (number: number, project = "pk_intranet") => ({ project, id: bytes(number, 1) });

      test("a rating is found wherever it is, whatever its weeks", async () => {
        const moved = [
          intakeRow(1),
          intakeRow(1, { week: "2026-W40", counted: "2026-W40" }),
          intakeRow(1, { week: "2019-W01" }),
          intakeRow(1, { week: "9999-W52", counted: "2026-W48" }),
          intakeRow(1, { project: "pk_other" }),
          intakeRow(2, { week: "2026-W40", counted: "2026-W40" }),
        ].map(({ rating }) => rating);
        const waiting = [intakeRow(1, { week: "2026-W46" }), intakeRow(3)].map((row) => ({ ...row, ledger: null }));
        await stores.ratings.add(moved);
        await append(stores, waiting);
        const weeks = (rows: readonly RatingRow[]) => rows.map(({ week }) => week).toSorted();
        for (const openWeek of ["2026-W47", "2026-W48"]) {
          await stores.ratings.rewriteFor(openWeek);
          expect(weeks(await stores.ratings.holding([name(1)]))).toEqual([
            "2019-W01",
            "2026-W40",
            "2026-W47",
            "9999-W52",
          ]);
          expect(await stores.ratings.holding([name(1, "pk_other"), name(2)])).toHaveLength(2);
          expect(await stores.ratings.holding([name(2, "pk_other"), name(4)])).toEqual([]);
        }
        expect(await stores.intake.holding([name(1)])).toEqual([waiting[0]]);
        expect(await stores.intake.holding([name(1, "pk_other"), name(4), name(3)])).toEqual([waiting[1]]);
        expect(await stores.intake.holding([])).toEqual([]);
        expect(await stores.ratings.holding([])).toEqual([]);
      });

      test("a rating that is removed is gone, its neighbours stay, and it may be removed twice", async () => {
        const rows = intakeRows(3).map(({ rating }) => rating);
        await stores.ratings.add(rows);
        for (let turn = 0; turn < 2; turn++) await stores.ratings.remove(rows.slice(1, 2));
        expect(await stores.ratings.find(rows)).toEqual([bytes(0, 3), null, bytes(2, 3)]);
      });
    });

    describe("tombstones", () => {
      const tombstone = (number: number, week = "2026-W47") => ({
        project: "pk_intranet",
        mark: bytes(number, 7),
        week,
      });
      const marked = (number: number, change: Partial<RatingRow> = {}) => ({
        ...intakeRow(number, change),
        mark: bytes(number, 7),
      });
      const sought = (number: number, project = "pk_intranet") => ({
        ...intakeRow(number, { project }).rating,
        mark: bytes(number, 7),
      });

      test("an erased id is met in its project, also after reopening, and the rating comes before it", async () => {
        await stores.tombstones.add([tombstone(1), tombstone(2)]);
        await stores.tombstones.add([tombstone(2, "2026-W49")]);
        await stores.ratings.add([intakeRow(2).rating]);
        await reopen();
        expect(await stores.ratings.find([sought(1), sought(2), sought(3), sought(1, "pk_other")])).toEqual([
          "erased",
          bytes(2, 3),
          null,
          null,
        ]);
        expect(await stores.tombstones.all()).toEqual([tombstone(1), tombstone(2)]);
      });

      test("what was erased is not kept again, whatever its content, week or task, and its sender is told that it arrived", async () => {
        await stores.tombstones.add([tombstone(1)]);
        await keep([intakeRow(5)], stores);
        const late = { ...marked(1, { week: "2026-W46" }), ledger: intakeRow(5).ledger };
        const rows = [marked(1), marked(1, { digest: bytes(9) }), late, marked(2)];
        expect(await keep(rows, stores)).toEqual(["duplicate", "duplicate", "duplicate", "stored"]);
        expect((await waitingRows(stores)).map(({ rating }) => rating.id).toSorted()).toEqual([
          bytes(2, 1),
          bytes(5, 1),
        ]);
        // The task of what was not kept is free.
        expect(await keep([{ ...intakeRow(1), rating: intakeRow(9).rating }], stores)).toEqual(["stored"]);
      });

      test("they are added at once, as a move and a restore do, however many there are", async () => {
        await stores.tombstones.add(Array.from({ length: 25_000 }, (_, number) => tombstone(number)));
        expect(await stores.tombstones.all()).toHaveLength(25_000);
      });

      test("they are destroyed up to a week", async () => {
        await stores.tombstones.add([tombstone(1, "2026-W45"), tombstone(2, "2026-W46"), tombstone(3)]);
        expect(await stores.tombstones.destroyUpTo("2026-W46")).toBe(2);
        expect(await stores.tombstones.destroyUpTo("2026-W46")).toBe(0);
        expect(await stores.ratings.find([sought(2), sought(3)])).toEqual([null, "erased"]);
      });
    });

    describe("what is old enough", () => {
      const counted = (number: number, week: string, change: Partial<RatingRow> = {}) =>
        intakeRow(number, { week, counted: week, ...change }).rating;

      test("is destroyed by project and counted week, and the rest stays, whatever its stated week", async () => {
        const old = [
          counted(1, "2026-W40"),
          counted(2, "2026-W41"),
          counted(3, "2026-W41", { week: "2026-W42" }),
          counted(4, "2026-W41", { week: "2019-W01" }),
          counted(5, "2026-W41", { project: "pk_other" }),
        ];
        const young = [
          counted(6, "2026-W42"),
          counted(7, "2026-W43", { week: "2026-W40" }),
          counted(8, "2026-W42", { week: "2019-W01" }),
          counted(9, "2026-W42", { project: "pk_other" }),
          counted(10, "2026-W39", { project: "pk_third" }),
        ];
        // Partitions for some of the weeks, where there are any.
        for (const week of ["2026-W40", "2026-W42", "2026-W44"]) await stores.ratings.rewriteFor(week);
        await stores.ratings.add([...old, ...young]);
        const limits = ["pk_intranet", "pk_other"].map((project) => ({ project, before: "2026-W42" }));
        expect(await stores.ratings.destroy(limits)).toBe(5);
        expect(await stores.ratings.destroy(limits)).toBe(0);
        await reopen();
        const left = (await stores.ratings.page(undefined, 99)).map(({ id }) => hex(id)).toSorted();
        expect(left).toEqual(young.map(({ id }) => hex(id)).toSorted());
        await stores.ratings.add(old);
        expect(await stores.ratings.page(undefined, 99)).toHaveLength(10);
      });

      test("is destroyed where it came with a clock that was ahead, too", async () => {
        const ahead = counted(1, "2026-W40", { week: "2026-W49" });
        await stores.ratings.rewriteFor("2026-W40");
        await stores.ratings.add([ahead, counted(2, "2026-W45", { week: "2026-W49" })]);
        // The week that it stated has come, and has a partition, where there are any.
        await stores.ratings.rewriteFor("2026-W49");
        const limits = [{ project: "pk_intranet", before: "2026-W42" }];
        expect(await stores.ratings.destroy(limits)).toBe(1);
        expect(await stores.ratings.find([ahead])).toEqual([null]);
        expect(await stores.ratings.page(undefined, 99)).toHaveLength(1);
      });

      test("of the ledger is destroyed by the day", async () => {
        const row = (number: number, day: string) => ({ project: "pk_intranet", pseudonym: bytes(number), day });
        const rows = [row(1, "2026-08-30"), row(2, "2026-08-31"), row(3, "2026-09-01")];
        await stores.ledger.add(rows);
        expect(await stores.ledger.destroyBefore("2026-08-31")).toBe(1);
        expect(await stores.ledger.destroyBefore("2026-08-31")).toBe(0);
        expect(await stores.ledger.used(rows)).toEqual([false, true, true]);
      });

      test("leaves nothing on disk, nor does what was removed", async () => {
        await stores.ratings.rewriteFor("2026-W47");
        const comment = (text: string) => ({ details: JSON.stringify({ comment: text }) });
        const rows = [
          intakeRow(7001, comment("the first of them")),
          intakeRow(7002, comment("the second of them")),
          intakeRow(7003, { ...comment("the third of them"), week: "2019-W01" }),
          intakeRow(7004, { ...comment("the fourth of them"), counted: "2026-W40" }),
          intakeRow(7005, comment("the fifth of them")),
        ].map(({ rating }) => rating);
        await stores.ratings.add(rows);
        await stores.ratings.truncateLog();
        const traces = async () => {
          const all = await place.bytes("ratings");
          return rows.filter(
            ({ id, details }) => all.includes(details) || all.includes(Buffer.from(id).toString("latin1")),
          );
        };
        expect(await traces()).toHaveLength(5);
        await stores.ratings.remove([...rows.slice(0, 1), ...rows.slice(2, 3)]);
        expect(await stores.ratings.destroy([{ project: "pk_intranet", before: "2026-W41" }])).toBe(1);
        await stores.ratings.truncateLog();
        expect((await traces()).map(({ id }) => id)).toEqual([bytes(7002, 1), bytes(7005, 1)]);
      });
    });

    describe("what was published", () => {
      const rows = [{ people: 0, row: { touchpoint: "it.access-request", week: "2026-W46", shown: false } }] as const;
      const publication: Publication = { project: "pk_intranet", week: "2026-W46", publishedAt: "2026-W47", rows };

      test("of a week stays, whoever publishes it again", async () => {
        await stores.published.keep(publication);
        await stores.published.keep({ ...publication, publishedAt: "2026-W49", rows: [] });
        await reopen();
        expect(await stores.published.read("pk_intranet", "2026-W47")).toEqual([publication]);
        expect(await stores.published.all()).toEqual([publication]);
      });

      test("is read by project and weeks, in their order", async () => {
        const weeks = ["2026-W46", "2026-W44", "2026-W45"];
        for (const week of weeks) await stores.published.keep({ ...publication, week });
        await stores.published.keep({ ...publication, project: "pk_other" });
        const read = async (...range: [from?: string, to?: string]) => {
          const [from, to] = range;
          return (await stores.published.read("pk_intranet", "2026-W47", { from, to })).map(({ week }) => week);
        };
        expect(await read()).toEqual(weeks.toSorted());
        expect(await read("2026-W45", "2026-W45")).toEqual(["2026-W45"]);
        expect(await stores.published.read("pk_nobody", "2026-W47")).toEqual([]);
      });

      test("by a clock of the far future was not, and gives way", async () => {
        await stores.published.keep({ ...publication, publishedAt: "2036-W01" });
        expect(await stores.published.read("pk_intranet", "2026-W47")).toEqual([]);
        await stores.published.keep(publication);
        expect(await stores.published.read("pk_intranet", "2026-W47")).toEqual([publication]);
        // A clock that is a little ahead is a clock.
        expect(await stores.published.read("pk_intranet", "2026-W46")).toEqual([publication]);
      });

      test("is destroyed up to a week", async () => {
        for (const week of ["2026-W44", "2026-W45", "2026-W46"]) await stores.published.keep({ ...publication, week });
        expect(await stores.published.destroyUpTo("2026-W45")).toBe(2);
        expect(await stores.published.all()).toEqual([publication]);
      });
    });

    describe("ledger", () => {
      const row = (number: number): LedgerRow => ({
        project: "pk_intranet",
        pseudonym: bytes(number),
        day: "2026-11-21",
      });

      test("a pseudonym that is added twice is used, and not in another project", async () => {
        await stores.ledger.add([row(1), row(2)]);
        await stores.ledger.add([row(2)]);
        await stores.ledger.rewriteFor("2026-W47");
        await stores.ledger.rewriteFor("2026-W48");
        await reopen();
        expect(await stores.ledger.used([row(1), row(2), row(3), { ...row(1), project: "pk_other" }])).toEqual([
          true,
          true,
          false,
          false,
        ]);
      });
    });

    describe("keys", () => {
      test("a key is made once and is the same from then on", async () => {
        const secret = await stores.keys.secret("pk_intranet", "ledger");
        expect(secret).toHaveLength(32);
        await reopen();
        expect(await stores.keys.secret("pk_intranet", "ledger")).toEqual(secret);
      });

      test("every project, purpose and week has a key of its own", async () => {
        const secrets = [
          await stores.keys.secret("pk_intranet", "ledger"),
          await stores.keys.secret("pk_intranet", "digest"),
          await stores.keys.secret("pk_intranet", "rater", "2026-W47"),
          await stores.keys.secret("pk_intranet", "rater", "2026-W48"),
          await stores.keys.secret("pk_other", "ledger"),
        ];
        expect(new Set(secrets.map(String)).size).toBe(5);
      });

      test("raters' keys are destroyed up to a week, the others stay", async () => {
        const names: [KeyPurpose, IsoWeek?][] = [
          ["rater", "2026-W46"],
          ["rater", "2026-W47"],
          ["rater", "2026-W48"],
          ["ledger"],
          ["digest"],
        ];
        const read = () => Promise.all(names.map((key) => stores.keys.secret("pk_intranet", ...key)));
        const before = await read();
        expect(await stores.keys.destroyUpTo("2026-W47")).toBe(2);
        const after = await read();
        expect(after.map((secret, index) => String(secret) === String(before[index]))).toEqual([
          false,
          false,
          true,
          true,
          true,
        ]);
      });
    });

    describe("keeping", () => {
      test("a new row is stored, the same again is a duplicate, other content a conflict", async () => {
        expect(await keep([intakeRow(1)], stores)).toEqual(["stored"]);
        expect(await keep([intakeRow(1)], stores)).toEqual(["duplicate"]);
        expect(await keep([intakeRow(1, { digest: bytes(99) })], stores)).toEqual(["conflict"]);
      });

      test("another rating of a used task is refused", async () => {
        await keep([intakeRow(1)], stores);
        expect(await keep([intakeRow(1, { id: bytes(99, 1) })], stores)).toEqual(["already-rated"]);
      });

      test("rows of one call are held against each other", async () => {
        const rows = [
          intakeRow(1),
          intakeRow(1),
          intakeRow(1, { digest: bytes(9) }),
          intakeRow(1, { id: bytes(9, 1) }),
        ];
        expect(await keep(rows, stores)).toEqual(["stored", "duplicate", "conflict", "already-rated"]);
        expect(await waitingRows(stores)).toEqual([intakeRow(1)]);
      });

      test("a refused rating leaves its id free", async () => {
        await keep([intakeRow(1)], stores);
        const refused = { ...intakeRow(1, { id: bytes(9, 1) }) };
        await keep([refused], stores);
        expect(await keep([{ ...refused, ledger: null }], stores)).toEqual(["stored"]);
      });

      test("rows without a task never stand in each other's way", async () => {
        const rows = intakeRows(3).map((row) => ({ ...row, ledger: null }));
        expect(await keep(rows, stores)).toEqual(["stored", "stored", "stored"]);
      });

      test("what was moved is known as well as what waits", async () => {
        const { rating, ledger } = intakeRow(1);
        await stores.ratings.add([rating]);
        if (ledger) await stores.ledger.add([ledger]);
        expect(await keep([intakeRow(1)], stores)).toEqual(["duplicate"]);
        expect(await keep([intakeRow(1, { id: bytes(9, 1) })], stores)).toEqual(["already-rated"]);
      });

      test("a row that a refused neighbour stood before is judged on its own", async () => {
        await keep([intakeRow(1)], stores);
        // The second has the id of the first and a task of its own; the third has that task.
        const conflict = { ...intakeRow(2, { id: bytes(1, 1) }) };
        expect(await keep([conflict, intakeRow(2)], stores)).toEqual(["conflict", "stored"]);
      });

      test("what comes for a closed week is late, and is stored when it is counted in the open one", async () => {
        await stores.intake.close("2026-W48");
        expect(await keep([intakeRow(1)], stores)).toEqual(["late"]);
        expect(await keep([intakeRow(1, { counted: "2026-W48" })], stores)).toEqual(["stored"]);
      });

      test("a rating of the same id in another project is another rating", async () => {
        expect(await keep([intakeRow(1), intakeRow(1, { project: "pk_other" })], stores)).toEqual(["stored", "stored"]);
      });
    });
  });
}
