import { reportSchema } from "@aftertask/schema";
import type { ReportRow } from "@aftertask/schema/words";
import { describe, expect, onTestFinished, test } from "vitest";
import { replaced } from "../../test/around.js";
import { freshPlace } from "../../test/fresh-place.js";
import { problemOf, projects, rating, start, TOKEN } from "../../test/start.js";
import { DAY } from "../day.js";
import { createAdminGuard } from "../guard/admin.js";
import { projectsByKey } from "../guard/key.js";
import { createTurns } from "../guard/turns.js";
import { DEFAULT_LIMITS } from "../limits.js";
import { SILENT } from "../log.js";
import { readReportAsJson } from "./read-report.js";

const WEEK = 7 * DAY;
const PEOPLE = ["ana", "ben", "chloe", "dev", "eva"];
const AUTHORISED = { headers: { Authorization: `Bearer ${TOKEN}` } };
const ROOM_FOR_TWO = { ...DEFAULT_LIMITS, reportRows: 2 };
const SUPPRESSED = { touchpoint: "hr.benefits-paperwork", week: "2026-W47", shown: false };

test("four people are suppressed without a count, five are shown", async () => {
  const running = await start();
  await running.send(PEOPLE.slice(0, 4).map((person) => rating({ person })));
  running.clock.now += WEEK;
  expect((await running.report()).rows).toEqual([SUPPRESSED]);

  const more = await start();
  await more.send(PEOPLE.map((person) => rating({ person })));
  more.clock.now += WEEK;
  const report = await more.report();
  expect(reportSchema.parse(report)).toEqual({
    version: 1,
    key: "pk_intranet",
    minimumGroup: 5,
    publication: "weekly",
    publishedAt: "2026-W48",
    rows: [
      {
        touchpoint: "hr.benefits-paperwork",
        week: "2026-W47",
        instrument: "outcome5",
        audience: null,
        provider: null,
        shown: true,
        answered: 5,
        top2: null,
        band: { low: 0.8, high: 1 },
        responseRate: null,
      },
    ],
  });
});

test("twelve answers by five people are shown with their share", async () => {
  const running = await start();
  await running.send(
    Array.from({ length: 12 }, (_, n) => rating({ person: PEOPLE[n % 5] ?? "", score: n < 9 ? 5 : 2 })),
  );
  running.clock.now += WEEK;
  const [row] = (await running.report()).rows;
  expect(row).toMatchObject({ answered: 12, band: null, top2: { share: 0.75 } });
});

test("one person with twelve answers is not shown", async () => {
  const running = await start();
  await running.send(Array.from({ length: 12 }, () => rating()));
  running.clock.now += WEEK;
  expect((await running.report()).rows).toEqual([SUPPRESSED]);
});

test("a week that is open is not published", async () => {
  const running = await start();
  for (let turn = 0; turn < 4; turn++) await running.send(PEOPLE.map((person) => rating({ person })));
  expect(await running.collector.mix()).toBe(20);
  expect((await running.report()).rows).toEqual([]);
});

test("a rating that comes late changes no week that was published", async () => {
  const running = await start();
  await running.send(PEOPLE.map((person) => rating({ person })));
  running.clock.now += WEEK;
  const before = await running.report("key=pk_intranet&to=2026-W47");
  await running.send([rating({ person: "fay" })]);
  running.clock.now += WEEK;
  const after = await running.report("key=pk_intranet&to=2026-W47");
  expect(after.rows).toEqual(before.rows);
  expect((await running.report("key=pk_intranet&from=2026-W48")).rows).toEqual([{ ...SUPPRESSED, week: "2026-W48" }]);
});

test("a minimum that is raised hides what was published among fewer, and one that is lowered shows no more", async () => {
  const first = await start();
  await first.send(PEOPLE.map((person) => rating({ person })));
  await first.send([...PEOPLE, "fay"].map((person) => rating({ person, touchpoint: "it.access-request" })));
  first.clock.now += WEEK;
  const before = await first.report();
  await first.stop();

  const strict = { projects: projects({ minimumGroup: 6 }), admin: { token: TOKEN } };
  const second = await start({ serve: strict }, first.place);
  second.clock.now += WEEK;
  expect((await second.report()).rows).toEqual([SUPPRESSED, before.rows[1]]);
  await second.send(PEOPLE.map((person) => rating({ person })));
  second.clock.now += WEEK;
  const hidden = { ...SUPPRESSED, week: "2026-W48" };
  expect((await second.report()).rows).toEqual([SUPPRESSED, before.rows[1], hidden]);
  await second.stop();

  const third = await start({}, first.place);
  third.clock.now += 3 * WEEK;
  expect((await third.report()).rows).toEqual([...before.rows, hidden]);
});

test("a clock that was far ahead has published nothing", async () => {
  const running = await start();
  const now = running.clock.now;
  await running.send(PEOPLE.map((person) => rating({ person })));
  running.clock.now += 520 * WEEK;
  expect((await running.report()).rows).toMatchObject([{ answered: 5 }]);
  running.clock.now = now;
  expect((await running.report()).rows).toEqual([]);
  await running.send([rating({ person: "fay" })]);
  running.clock.now += WEEK;
  expect((await running.report()).rows).toMatchObject([{ answered: 6 }]);
});

test("the larger group that a respondent was promised holds", async () => {
  const running = await start();
  const promise = { mode: "confidential", minimumGroup: 6 } as const;
  await running.send(PEOPLE.map((person, index) => rating({ person, ...(index === 0 && { promise }) })));
  running.clock.now += WEEK;
  expect((await running.report()).rows).toEqual([SUPPRESSED]);
});

test("what does not apply and what was not asked for are not answers", async () => {
  const running = await start();
  await running.send([
    ...PEOPLE.map((person) => rating({ person })),
    rating({ score: null }),
    rating({ channel: "unsolicited", score: 1, person: "fay" }),
  ]);
  running.clock.now += WEEK;
  expect((await running.report()).rows).toMatchObject([{ answered: 5 }]);
});

test("touchpoint and weeks can be chosen", async () => {
  const running = await start();
  await running.send(["hr.benefits-paperwork", "it.access-request"].map((touchpoint) => rating({ touchpoint })));
  running.clock.now += WEEK;
  const rows = async (query: string) => (await running.report(`key=pk_intranet&${query}`)).rows.length;
  expect(await rows("from=2026-W47&to=2026-W47")).toBe(2);
  expect(await rows("touchpoint=it.access-request")).toBe(1);
  expect(await rows("from=2026-W48")).toBe(0);
  expect(await rows("to=2026-W46")).toBe(0);
  expect(await rows("touchpoint=x%27%20OR%201%3D1")).toBe(0);
});

test("T26: however many touchpoints somebody invents, what is shown is read, and how much else there was is said", async () => {
  const running = await start({ serve: { projects: projects(), admin: { token: TOKEN }, limits: ROOM_FOR_TWO } });
  await running.send(["hr.one", "hr.three"].map((touchpoint) => rating({ touchpoint })));
  await running.send(PEOPLE.map((person) => rating({ person, touchpoint: "hr.two" })));
  running.clock.now += WEEK;
  const report = reportSchema.parse(await running.report());
  expect(report.rows).toMatchObject([
    { ...SUPPRESSED, touchpoint: "hr.three" },
    { touchpoint: "hr.two", answered: 5 },
  ]);
  expect(report.leftOut).toBe(1);
  const csv = await running.request("/v1/report.csv?key=pk_intranet", AUTHORISED);
  expect((await csv.text()).trim().split("\r\n")).toHaveLength(3);
  const narrow = await running.report("key=pk_intranet&touchpoint=hr.one");
  expect(narrow.rows).toEqual([{ ...SUPPRESSED, touchpoint: "hr.one" }]);
  expect(narrow).not.toHaveProperty("leftOut");
});

test("T26: no number of groups in one week is too large for the call stack", async () => {
  const place = await freshPlace();
  const stores = await place.open();
  const tooSmall = (_: unknown, n: number) => ({
    people: 0,
    row: { ...SUPPRESSED, touchpoint: `hr.${n}` } as ReportRow,
  });
  const rows = Array.from({ length: 300_000 }, tooSmall);
  const flooded = { project: "pk_intranet", week: "2026-W47", publishedAt: "2026-W48", rows };
  const published = replaced(stores.published, { read: async () => [flooded] });
  const running = await start({ stores: { ...stores, published } }, place);
  running.clock.now += WEEK;
  expect((await running.report()).leftOut).toBe(290_000);
});

test("T26: touchpoints that were only counted when they were published are told of, but not where one touchpoint is asked for", async () => {
  const place = await freshPlace();
  const stores = await place.open();
  const row = { ...SUPPRESSED, shown: false } as const;
  await stores.published.keep({
    project: "pk_intranet",
    week: "2026-W47",
    publishedAt: "2026-W48",
    rows: [{ people: 0, row, others: 7 }],
  });
  const running = await start({ stores }, place);
  running.clock.now += WEEK;
  expect(await running.report()).toMatchObject({ rows: [SUPPRESSED], leftOut: 7 });
  const one = await running.report(`key=pk_intranet&touchpoint=${SUPPRESSED.touchpoint}`);
  expect(one.rows).toEqual([SUPPRESSED]);
  expect(one).not.toHaveProperty("leftOut");
});

test("T26: a report that shows more than is allowed is refused, with what to ask for instead", async () => {
  const running = await start({ serve: { projects: projects(), admin: { token: TOKEN }, limits: ROOM_FOR_TWO } });
  for (const touchpoint of ["hr.one", "hr.two", "hr.three"])
    await running.send(PEOPLE.map((person) => rating({ person, touchpoint })));
  running.clock.now += WEEK;
  const answer = await running.request("/v1/report?key=pk_intranet", AUTHORISED);
  expect(answer.status).toBe(400);
  expect((await problemOf(answer)).detail).toMatch(/more than 2 rows: ask for fewer weeks/);
  expect((await running.report("key=pk_intranet&touchpoint=hr.one")).rows).toHaveLength(1);
});

test("projects are told apart", async () => {
  const both = [...projects(), ...projects({ key: "pk_other", origins: ["https://other.example"] })];
  const running = await start({ serve: { projects: both, admin: { token: TOKEN } } });
  await running.send(PEOPLE.map((person) => rating({ person })));
  await running.send([rating()], "pk_other");
  running.clock.now += WEEK;
  expect((await running.report("key=pk_other")).rows).toEqual([SUPPRESSED]);
});

test("a reading waits for what is on its way, then mixes, then reads", async () => {
  const { ratings, published, ...others } = await (await freshPlace()).open();
  onTestFinished(() => others.close());
  const events: string[] = [];
  const later = (event: string) => new Promise<void>((resolve) => setTimeout(() => resolve(void events.push(event))));
  const read = readReportAsJson({
    projects: projectsByKey(projects()),
    limits: DEFAULT_LIMITS,
    turns: createTurns("reports", 1),
    admin: createAdminGuard("open"),
    ratings: { ...ratings, weeks: async () => [], async *answers() {} },
    published: replaced(published, { read: async () => [] }),
    settled: () => later("settled"),
    mixer: { run: () => later("mixed").then(() => 0) },
    now: async () => Number(events.push("looked at the clock")),
    log: SILENT,
  });
  await read(new Request("http://127.0.0.1/v1/report?key=pk_intranet"));
  expect(events).toEqual(["looked at the clock", "settled", "mixed"]);
});

describe("a reading is refused", () => {
  test.each([
    ["without the key", "", "key"],
    ["with an empty key", "key=", "key"],
    ["with two keys", "key=pk_intranet&key=pk_other", "key"],
    ["of two touchpoints", "key=pk_intranet&touchpoint=a&touchpoint=b", "touchpoint"],
    ["from two weeks", "key=pk_intranet&from=2026-W45&from=2026-W46", "from"],
    ["to one week, said twice", "key=pk_intranet&to=2026-W45&to=2026-W45", "to"],
    ["of an empty touchpoint", "key=pk_intranet&touchpoint=", "touchpoint"],
    ["with a week that is none", "key=pk_intranet&from=2026-47", "from"],
    ["of a touchpoint with NUL in it", "key=pk_intranet&touchpoint=a%00b", "touchpoint"],
    ["with week 54", "key=pk_intranet&to=2026-W54", "to"],
    ["from a week 53 of a year that has none", "key=pk_intranet&from=2025-W53", "from"],
    ["to a week 53 of a year that has none", "key=pk_intranet&to=2025-W53", "to"],
    ["with weeks the wrong way round", "key=pk_intranet&from=2026-W48&to=2026-W47", "from"],
  ])("%s, and the parameter is named", async (_, query, field) => {
    const answer = await (await start()).request(`/v1/report?${query}`, AUTHORISED);
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/invalid-query$/), field });
  });

  test("in one sentence that says what would be right", async () => {
    const keyless = await (await start()).request("/v1/report", AUTHORISED);
    expect(await problemOf(keyless)).toMatchObject({ detail: "The parameter key must name the project." });
    const answer = await (await start()).request("/v1/report?key=pk_intranet&from=2026-47", AUTHORISED);
    expect(await problemOf(answer)).toMatchObject({
      detail: "The parameter from must be an ISO week such as '2026-W47'.",
    });
  });

  test("for want of an answer from the stores, and whoever asks is told to come again", async () => {
    const place = await freshPlace();
    const stores = await place.open();
    const causes: unknown[] = [];
    const log = { ...SILENT, error: ({ cause }: Record<string, unknown>) => void causes.push(cause) };
    const away = new Error("no disk");
    const published = replaced(stores.published, { read: () => Promise.reject(away) });
    const { request } = await start({ stores: { ...stores, published }, log }, place);
    for (const path of ["/v1/report", "/v1/report.csv"]) {
      const answer = await request(`${path}?key=pk_intranet`, AUTHORISED);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/unavailable$/) });
    }
    expect(causes).toEqual([away, away]);
  });

  test("as an error of our own where it is one", async () => {
    const place = await freshPlace();
    const stores = await place.open();
    const broken = { project: "pk_intranet", week: "2026-W46", publishedAt: "2026-W47", rows: [null as never] };
    const published = replaced(stores.published, { read: async () => [broken] });
    const { request } = await start({ stores: { ...stores, published } }, place);
    const answer = await request("/v1/report?key=pk_intranet", AUTHORISED);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([500, null]);
  });

  test("for a project that is not there", async () => {
    const answer = await (await start()).request("/v1/report?key=pk_other", AUTHORISED);
    expect(answer.status).toBe(404);
    expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/unknown-key$/) });
  });

  test.each([
    [undefined],
    ["Bearer"],
    ["Bearer wrong"],
    [`Basic ${TOKEN}`],
    [TOKEN],
    [`Bearer ${TOKEN}x`],
    [`Bearer ${"x".repeat(10_240)}`],
  ])("with the authorization %s, on both forms alike", async (authorization) => {
    const { request } = await start();
    for (const path of ["/v1/report", "/v1/report.csv"]) {
      const init = authorization === undefined ? {} : { headers: { Authorization: authorization } };
      const answer = await request(`${path}?key=pk_intranet`, init);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      expect(answer.headers.has("access-control-allow-origin")).toBe(false);
    }
  });
});

test("the CSV says the same", async () => {
  const running = await start();
  await running.send([...PEOPLE.map((person) => rating({ person })), rating({ touchpoint: "it.access-request" })]);
  running.clock.now += WEEK;
  const answer = await running.request("/v1/report.csv?key=pk_intranet", AUTHORISED);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect((await answer.text()).split("\r\n").slice(1, 3)).toEqual([
    "hr.benefits-paperwork,2026-W47,outcome5,,,true,5,,,,0.8,1,",
    "it.access-request,2026-W47,,,,false,,,,,,,",
  ]);
});

test("the demonstration publishes at each reading, to everybody, and says so", async () => {
  const running = await start({ serve: { demoAt: 4600 } });
  await running.send(PEOPLE.map((person) => rating({ person })));
  const answer = await running.request("/v1/report?key=pk_intranet");
  expect(await answer.json()).toMatchObject({
    publication: "immediate",
    publishedAt: "2026-W47",
    rows: [{ week: "2026-W47", shown: true, answered: 5 }],
  });
});
