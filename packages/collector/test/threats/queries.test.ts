import { expect, test } from "vitest";
import { rating, start, TOKEN } from "../start.js";

const ENDS = ["'", '"', "`", "')", "'))", "\\'", "%27", "''", "’", "\u02BC", "\0'"];
const ATTACKS = [
  " OR '1'='1",
  " OR 1=1 --",
  "; DROP TABLE ratings; --",
  "; DELETE FROM ratings.ratings; --",
  " UNION SELECT details, 1, 1, 1, 1, 1 FROM ratings --",
];
const OTHERS = ["$1", "?", ":project", "%", "_", "NULL", "${7*7}", "/**/", "1e400", "hr.*", "a".repeat(5_000)];
const TEXTS = [...ENDS.flatMap((end) => ATTACKS.map((attack) => `hr${end}${attack}`)), ...OTHERS];
const WEEKS = ["2026-W47", "2026-W99", "9999-W53", "0000-W01", "2026W47", "-1", "", "2026-W47' OR '1'='1"];

const AUTHORISED = { headers: { Authorization: `Bearer ${TOKEN}` } };

test(`T14: ${TEXTS.length} strings in each parameter of a report change neither what is read nor what is kept`, async () => {
  const running = await start();
  const people = ["a", "b", "c", "d", "e", "f"];
  await running.send(people.map((person) => rating({ person, comment: "s3cr3t" })));
  await running.send(people.map((person) => rating({ person, touchpoint: "it.other" })));
  running.clock.now += 7 * 86_400_000;
  const before = await running.report();
  expect(before.rows).toHaveLength(2);

  for (const route of ["/v1/report", "/v1/report.csv"])
    for (const parameter of ["key", "touchpoint", "from", "to", "unheard_of"])
      for (const text of [...TEXTS, ...WEEKS]) {
        const query = new URLSearchParams({ key: "pk_intranet" });
        query.set(parameter, text);
        const answer = await running.request(`${route}?${query}`, AUTHORISED);
        const said = await answer.text();
        const about = [parameter, text];
        expect([...about, [200, 400, 404].includes(answer.status)]).toEqual([...about, true]);
        expect([...about, /s3cr3t|49/.test(said)]).toEqual([...about, false]);
        if (answer.status !== 200) continue;
        // A touchpoint that is not there has no rows; any other parameter that is taken at all takes everything or a week.
        if (parameter === "touchpoint") expect([...about, said]).not.toContain("hr.benefits-paperwork");
        else expect(["unheard_of", "from", "to"]).toContain(parameter);
      }

  expect(await running.report()).toEqual(before);
  expect((await running.send([rating({ touchpoint: "hr.after" })]))[0]?.status).toBe("stored");
});
