import { accessAnswerSchema } from "@aftertask/schema";
import type { AccessAnswer } from "@aftertask/schema/words";
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ORIGIN, problemOf, projects, rating, type Running, start, TOKEN } from "../../test/start.js";
import { DAY } from "../day.js";
import type { Log } from "../log.js";
import { around } from "../../test/around.js";
import { freshPlace } from "../../test/fresh-place.js";

const WEEK = 7 * DAY;
const PEOPLE = ["ana", "ben", "chloe", "dev", "eva"];

const read = ({ request }: Running, id: string) => request(`/v1/ratings/${id}`);
const erase = async ({ request }: Running, id: string) =>
  (await request(`/v1/ratings/${id}`, { method: "DELETE" })).status;
const kept = async (running: Running, id: string) => {
  const answer = await read(running, id);
  return answer.status === 200 ? ((await answer.json()) as AccessAnswer).ratings : answer.status;
};

/** Whatever a rating can hold. */
const FULL = rating({
  score: 2,
  wording: "outcome5.fr.1",
  reasons: ["waiting", "unclear"],
  lostTime: "1h-4h",
  comment: "Trois fois ☕",
  notSolved: true,
  provider: "hr-payroll",
  audience: "employee",
  locale: "fr",
  layout: "corner",
  channel: "prompt",
  sampling: 0.5,
  context: { caseType: "dental" },
  promise: { mode: "confidential", minimumGroup: 7 },
});

/** What is not kept, or not of this form. */
const WITHHELD = ["ratedAt", "promise", "task", "person"];

describe("whoever has the id of a rating", () => {
  test("reads what was given with it, before the mix and after it", async () => {
    const running = await start();
    await running.send([FULL]);
    const given = Object.fromEntries(Object.entries(FULL).filter(([name]) => !WITHHELD.includes(name)));
    for (let turn = 0; turn < 2; turn++) {
      const answer = await read(running, FULL.id);
      expect(answer.status).toBe(200);
      const body = (await answer.json()) as AccessAnswer;
      expect(accessAnswerSchema.parse(body)).toEqual(body);
      expect(body).toEqual({
        ratings: [{ ...given, reasons: ["unclear", "waiting"], key: "pk_intranet", week: "2026-W47" }],
      });
      running.clock.now += WEEK;
      await running.collector.mix();
    }
  });

  test("is shown no member that was not given", async () => {
    const running = await start();
    const bare = { id: randomUUID(), touchpoint: "it.access-request", instrument: "thumbs2", score: null } as const;
    await running.send([{ ...bare, ratedAt: "2026-11-21T09:29:48Z" }]);
    expect(await kept(running, bare.id)).toEqual([{ ...bare, key: "pk_intranet", week: "2026-W47" }]);
  });

  test("erases it, before the mix as after it, and may do so again", async () => {
    const running = await start();
    const [early, late, other] = [rating(), rating(), rating()];
    await running.send([early, late, other]);
    expect([await erase(running, early.id), await erase(running, early.id)]).toEqual([204, 204]);
    running.clock.now += WEEK;
    await running.collector.mix();
    expect([await erase(running, late.id), await erase(running, late.id)]).toEqual([204, 204]);
    expect([await kept(running, early.id), await kept(running, late.id)]).toEqual([404, 404]);
    expect(await kept(running, other.id)).toHaveLength(1);
  });

  test("finds an id that tells a time, though another is kept in its place", async () => {
    const running = await start();
    const timed = rating({ id: "01998f3a-7c00-7d38-9a1c-6f5f0b7a2c11" });
    await running.send([timed]);
    expect(await kept(running, timed.id)).toMatchObject([{ id: timed.id }]);
    await erase(running, timed.id);
    expect(await kept(running, timed.id)).toBe(404);
  });

  test("reaches it in every project and week that holds it", async () => {
    const two = [...projects(), ...projects({ key: "pk_other" })];
    const running = await start({ serve: { projects: two, admin: { token: TOKEN } } });
    const one = rating({ task: undefined });
    await running.send([one]);
    await running.send([one], "pk_other");
    await running.send([{ ...one, ratedAt: "2026-11-10T09:00:00Z" }]);
    running.clock.now += WEEK;
    await running.collector.mix();
    await running.send([{ ...one, ratedAt: "2019-01-01T09:00:00Z" }]);
    const all = (await kept(running, one.id)) as { key: string; week: string }[];
    expect(all.map(({ key, week }) => `${key} ${week}`).toSorted()).toEqual([
      "pk_intranet 2019-W01",
      "pk_intranet 2026-W46",
      "pk_intranet 2026-W47",
      "pk_other 2026-W47",
    ]);
    await erase(running, one.id);
    expect(await kept(running, one.id)).toBe(404);
    expect(await running.send([one])).toMatchObject([{ status: "duplicate" }]);
    expect(await running.send([{ ...one, ratedAt: "2026-11-03T09:00:00Z" }])).toMatchObject([{ status: "duplicate" }]);
  });
});

describe("what was erased", () => {
  test("does not come back when it is sent again, and its task stays used", async () => {
    const running = await start();
    const [early, late] = [rating(), rating()];
    await running.send([early, late]);
    await erase(running, early.id);
    running.clock.now += WEEK;
    await running.collector.mix();
    await erase(running, late.id);
    for (const { id, task, person } of [early, late]) {
      const again = { ...early, id };
      expect(await running.send([again, { ...again, score: 1 }])).toMatchObject([
        { id, status: "duplicate" },
        { id, status: "duplicate" },
      ]);
      expect(await running.send([rating({ task, person })])).toMatchObject([{ status: "refused" }]);
    }
    running.clock.now += WEEK;
    expect(await running.collector.mix()).toBe(0);
    expect([await kept(running, early.id), await kept(running, late.id)]).toEqual([404, 404]);
  });

  test("stays erased after a restart", async () => {
    const first = await start();
    const one = rating();
    await first.send([one]);
    await erase(first, one.id);
    await first.stop();
    const second = await start({}, first.place);
    expect(await second.send([one])).toMatchObject([{ status: "duplicate" }]);
    expect(await kept(second, one.id)).toBe(404);
  });

  test("was counted in what is published, which stays; in what is not, it is not counted", async () => {
    const running = await start();
    const six = [...PEOPLE, "fay"].map((person) => rating({ person }));
    await running.send(six);
    running.clock.now += WEEK;
    const before = await running.report();
    expect(before.rows).toMatchObject([{ week: "2026-W47", answered: 6 }]);
    const next = [...PEOPLE, "fay"].map((person) => rating({ person, ratedAt: "2026-11-25T09:00:00Z" }));
    await running.send(next);
    for (const { id } of [six[0] ?? FULL, next[0] ?? FULL]) await erase(running, id);
    expect((await running.report()).rows).toEqual(before.rows);
    running.clock.now += WEEK;
    expect((await running.report()).rows).toMatchObject([...before.rows, { week: "2026-W48", answered: 5 }]);
  });
});

describe("an id under which nothing is kept", () => {
  test("is answered alike, whether it was erased or never known, or is none", async () => {
    const running = await start();
    const one = rating();
    await running.send([one]);
    await erase(running, one.id);
    const answers = await Promise.all(
      [one.id, randomUUID(), one.id.toUpperCase(), "x", "%00", `${one.id}%20`].map((id) => read(running, id)),
    );
    const bodies = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(bodies[0]).toEqual([404, expect.stringContaining("not-found")]);
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  test("costs the same statements, whether it was erased or never known", async () => {
    const asked: string[] = [];
    const stores = await (await freshPlace()).open();
    const watched = {
      ...stores,
      intake: around(stores.intake, "holding", (names) => asked.push(`intake ${names.length}`)),
      ratings: around(stores.ratings, "holding", (names) => asked.push(`ratings ${names.length}`)),
    };
    const running = await start({ stores: watched });
    const one = rating();
    await running.send([one]);
    await erase(running, one.id);
    asked.splice(0);
    await read(running, one.id);
    await read(running, randomUUID());
    expect(asked).toEqual(["intake 1", "ratings 1", "intake 1", "ratings 1"]);
  });

  test("is erased as well as any, but one that no rating could have is not found", async () => {
    const running = await start();
    expect(await erase(running, randomUUID())).toBe(204);
    expect(await erase(running, "x")).toBe(404);
  });

  test("leaves no tombstone: whoever guesses ids fills no disk", async () => {
    const place = await freshPlace();
    const stores = await place.open();
    const running = await start({ stores });
    await running.send([rating()]);
    await erase(running, randomUUID());
    expect(await stores.tombstones.all()).toEqual([]);
  });
});

describe("a page of any origin", () => {
  test("may ask and erase, and reads every answer, without credentials and without a cache", async () => {
    const running = await start();
    const one = rating();
    await running.send([one]);
    const headers = { Origin: "https://elsewhere.example" };
    for (const [method, id, status] of [
      ["OPTIONS", one.id, 204],
      ["GET", one.id, 200],
      ["DELETE", one.id, 204],
      ["GET", one.id, 404],
      ["PUT", one.id, 405],
    ] as const) {
      const answer = await running.request(`/v1/ratings/${id}`, { method, headers });
      expect([method, answer.status]).toEqual([method, status]);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
      if (["GET", "DELETE"].includes(method)) expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("is told beforehand that it may erase", async () => {
    const { request } = await start();
    const answer = await request(`/v1/ratings/${randomUUID()}`, {
      method: "OPTIONS",
      headers: { Origin: ORIGIN, "Access-Control-Request-Method": "DELETE" },
    });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-methods": "GET, DELETE",
      "access-control-max-age": "7200",
    });
  });
});

test("when the stores do not answer, that is said, and neither log nor figures hold the id", async () => {
  const place = await freshPlace();
  const { ratings, ...stores } = await place.open();
  const lines: unknown[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (facts, message) => void lines.push([facts, message]) };
  const one = rating();
  const broken = around(ratings, "holding", () => {
    throw new Error("no disk");
  });
  const running = await start({ stores: { ...stores, ratings: broken }, log });
  await running.send([one]);
  for (const method of ["GET", "DELETE"]) {
    const answer = await running.request(`/v1/ratings/${one.id}`, { method });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/unavailable$/) });
  }
  expect(lines).toHaveLength(2);
  const figures = await (await running.request("/metrics", { headers: { Authorization: `Bearer ${TOKEN}` } })).text();
  expect(figures).toContain('route="/v1/ratings/:id",status="503"');
  expect(figures + JSON.stringify(lines)).not.toContain(one.id);
});

test("T26: of a crowd that asks for ratings some are sent away, and receiving goes on", async () => {
  const running = await start();
  const one = rating();
  await running.send([one]);
  const crowd = Array.from({ length: 300 }, () => read(running, randomUUID()));
  expect(await running.send([rating()])).toMatchObject([{ status: "stored" }]);
  const answers = await Promise.all(crowd);
  const statuses = new Set(answers.map(({ status }) => status));
  expect(statuses).toEqual(new Set([404, 429]));
  for (const answer of answers) if (answer.status === 429) expect(answer.headers.get("retry-after")).toBe("1");
  expect(await kept(running, one.id)).toHaveLength(1);
});
