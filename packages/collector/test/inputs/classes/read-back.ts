import { type AccessAnswer, isoWeekOf, type Rating } from "@aftertask/schema/words";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { rating } from "../../start.js";
import { playAll } from "../cases.js";
import { OPEN, type Pair } from "../pair.js";

/** Members that hold a sender's own text and are kept. */
const TEXTS = ["comment", "wording", "locale", "context"] as const;

/** What respondents get to see of what was kept, and what is left when they have erased it. */
export function readBack(pair: Pair): void {
  test("B3: whoever has the id of a rating reads its texts as they were sent", async () => {
    const all = [...pair.stored.values()].filter(({ rating: sent }) => TEXTS.some((name) => sent[name] !== undefined));
    expect(all.length).toBeGreaterThan(1_000);
    const cases = all.map((one) => [one.rating.id, one] as const);
    await playAll("B3", cases, async ({ project, rating: sent }) => {
      const answer = await pair.ask({ path: `/v1/ratings/${sent.id}` });
      const { ratings } = JSON.parse(answer.body.toString()) as AccessAnswer;
      const week = isoWeekOf(Math.max(0, Date.parse(sent.ratedAt)));
      const told = ratings.find((one) => one.key === project && one.week === week);
      expect(textsOf(told)).toEqual(textsOf(sent));
    });
  });

  test("B14: a rating that was erased does not come back, and the answers do not tell that it was there", async () => {
    const one = rating({ comment: "gone" });
    const unknown = { path: `/v1/ratings/${randomUUID()}` };
    expect(await pair.send([one])).toMatchObject([{ status: "stored" }]);
    const path = `/v1/ratings/${one.id}`;
    expect((await pair.ask({ path, method: "DELETE" })).status).toBe(
      (await pair.ask({ ...unknown, method: "DELETE" })).status,
    );
    pair.noteErased(OPEN, one);
    expect(await pair.send([one])).toMatchObject([{ status: "duplicate" }]);
    const [after, never] = [await pair.ask({ path }), await pair.ask(unknown)];
    expect([after.status, after.body.toString()]).toEqual([404, never.body.toString()]);
  });

  test("B14: what is no id erases and reads nothing", async () => {
    const known = [...pair.stored.values()][0]?.rating.id ?? "";
    const paths = [
      known.toUpperCase(),
      `${known}%00`,
      `${known}%20`,
      "*",
      "%25",
      "..%2f",
      "__proto__",
      `{${known}}`,
      `${known}x`,
    ];
    const cases = paths.flatMap((path) =>
      ["GET", "DELETE"].map((method) => [`${method} ${path}`, { path: `/v1/ratings/${path}`, method }] as const),
    );
    await playAll("B14", cases, async (question) => expect((await pair.ask(question)).status).toBe(404));
  });
}

function textsOf(one: Partial<Rating> | undefined): object {
  return Object.fromEntries(TEXTS.map((name) => [name, one?.[name]]));
}
