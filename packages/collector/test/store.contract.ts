import type { IsoWeek } from "@aftertask/schema/words";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { keep } from "../src/store/keep.js";
import type { KeyPurpose } from "../src/store/keys.js";
import type { LedgerRow } from "../src/store/row.js";
import type { Stores } from "../src/store/stores.js";
import { bytes, intakeRow, intakeRows } from "./rows.js";
import { temporaryFolder } from "./temporary-folder.js";

/**
 * What every database must do.
 * @param open opens the stores of a folder, fresh or used
 */
export function storeContract(name: string, open: (folder: string) => Stores): void {
  describe(`the stores on ${name}`, () => {
    let folder: string;
    let stores: Stores;

    const reopen = async () => {
      await stores.close();
      stores = open(folder);
    };

    beforeEach(() => {
      folder = temporaryFolder();
      stores = open(folder);
      onTestFinished(() => stores.close());
    });

    describe("intake", () => {
      test("what was appended is found under its key, also after reopening", async () => {
        const rows = intakeRows(3);
        await stores.intake.append(rows);
        await reopen();
        const unknown = { ...intakeRow(9).rating };
        expect(await stores.intake.find([...rows.map((row) => row.rating), unknown])).toEqual([
          bytes(0, 3),
          bytes(1, 3),
          bytes(2, 3),
          null,
        ]);
      });

      test("project, week and id make the key together", async () => {
        const { rating } = intakeRow(1);
        await stores.intake.append([intakeRow(1)]);
        const others = [{ project: "pk_other" }, { week: "2026-W46" }, { id: bytes(2, 1) }];
        expect(await stores.intake.find(others.map((other) => ({ ...rating, ...other })))).toEqual([null, null, null]);
      });

      test("a row comes out as it went in", async () => {
        const empty = { score: null, channel: null, audience: null, provider: null, rater: null, details: "{}" };
        const rows = [intakeRow(1), { ...intakeRow(2, empty), ledger: null }];
        await stores.intake.append(rows);
        expect(await stores.intake.take("pk_intranet", "2026-W47", 10)).toEqual(rows);
      });

      test("all rows of a call are kept, or none", async () => {
        await stores.intake.append([intakeRow(1)]);
        await expect(stores.intake.append([intakeRow(2), intakeRow(1)])).rejects.toThrow();
        expect(await stores.intake.waiting()).toEqual([{ project: "pk_intranet", counted: "2026-W47", count: 1 }]);
        await stores.intake.append([intakeRow(2)]);
      });

      test("a pseudonym is used within its project", async () => {
        await stores.intake.append([intakeRow(1)]);
        const pseudonym = bytes(1, 4);
        const asked = [
          { project: "pk_intranet", pseudonym },
          { project: "pk_other", pseudonym },
          { project: "pk_intranet", pseudonym: bytes(2, 4) },
        ];
        expect(await stores.intake.used(asked)).toEqual([true, false, false]);
      });

      test("what waits is counted by project and counted week", async () => {
        await stores.intake.append([
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
        await stores.intake.append(rows);
        expect(await stores.intake.take("pk_intranet", "2026-W47", 3)).toHaveLength(3);
        expect(await stores.intake.take("pk_intranet", "2026-W47", 9)).toHaveLength(4);
        for (let turn = 0; turn < 2; turn++) await stores.intake.remove(rows.slice(0, 3).map((row) => row.rating));
        expect(await stores.intake.take("pk_intranet", "2026-W47", 9)).toEqual(rows.slice(3));
      });
    });

    describe("ratings", () => {
      const ratings = (count: number) => intakeRows(count).map((row) => row.rating);

      test("a rating that is added twice is there once, and the first stays", async () => {
        await stores.ratings.add(ratings(2));
        await stores.ratings.add([...ratings(3), intakeRow(0, { score: 1, digest: bytes(99) }).rating]);
        expect(await stores.ratings.answers("pk_intranet", "2026-W47")).toHaveLength(3);
        expect(await stores.ratings.find(ratings(4))).toEqual([bytes(0, 3), bytes(1, 3), bytes(2, 3), null]);
      });

      test("an answer carries what a report reads, and no more", async () => {
        await stores.ratings.add(ratings(1));
        expect(await stores.ratings.answers("pk_intranet", "2026-W47")).toEqual([
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
        const answers = await stores.ratings.answers("pk_intranet", "2026-W47");
        expect(answers.map(({ touchpoint, instrument }) => [touchpoint, instrument])).toEqual([
          ["a", "ease5"],
          ["a", "outcome5"],
          ["b", "outcome5"],
        ]);
        expect(await stores.ratings.answers("pk_intranet", "2026-W47", "b")).toHaveLength(1);
        expect(await stores.ratings.answers("pk_intranet", "2026-W47", "b' OR '1'='1")).toEqual([]);
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
        expect(await stores.ratings.answers("pk_intranet", "2026-W47")).toHaveLength(30);
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
        expect(await stores.intake.take("pk_intranet", "2026-W47", 9)).toEqual([intakeRow(1)]);
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

      test("a rating of the same id in another project is another rating", async () => {
        expect(await keep([intakeRow(1), intakeRow(1, { project: "pk_other" })], stores)).toEqual(["stored", "stored"]);
      });
    });
  });
}
