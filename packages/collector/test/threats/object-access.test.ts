import { describeApi } from "@aftertask/schema";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.js";
import { digestOf, newToken } from "../../src/guard/admin-token.js";
import { ORIGIN, problemOf, rating, start } from "../start.js";

const KEYS = ["pk_hr", "pk_it", "pk_suppliers"];
const tokens = new Map(KEYS.map((key) => [key, newToken()]));
const FOR_ALL = newToken();

/** Three projects, each with a token of its own, and ratings of six people in each. */
async function threeProjects() {
  const kept = (token: string, projects: string[] | "all") => ({
    sha256: digestOf(token).toString("hex"),
    scopes: ["report:read"],
    projects,
  });
  const config = parseConfig({
    projects: KEYS.map((key) => ({ key, origins: [ORIGIN], touchpoints: "open", rate: "unlimited" })),
    adminTokens: [...[...tokens].map(([key, token]) => kept(token, [key])), kept(FOR_ALL, "all")],
  });
  const running = await start({ serve: config });
  for (const key of KEYS)
    await running.send(
      ["a", "b", "c", "d", "e", "f"].map((person) => rating({ person, touchpoint: `${key.slice(3)}.only` })),
      key,
    );
  running.clock.now += 7 * 86_400_000;
  const read = (path: string, token: string | undefined) =>
    running.request(path, { headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
  return { ...running, read };
}

/** Every route whose query names a project, as the description has them: one that is added later is tried as well. */
const ROUTES = Object.entries(describeApi("0").paths)
  .filter(([, operations]) => JSON.stringify(operations).includes('"name":"key","in":"query"'))
  .map(([path]) => path);

test("the routes that name a project are found", () => {
  expect(ROUTES).toEqual(["/v1/report", "/v1/report.csv"]);
});

describe.each(ROUTES)("T16: %s", (route) => {
  test("shows a token its own project and answers 404 for each other one, as if that were not there", async () => {
    const { read } = await threeProjects();
    for (const [own, token] of tokens)
      for (const key of KEYS) {
        const answer = await read(`${route}?key=${key}`, token);
        const text = await answer.text();
        if (key === own) {
          expect([answer.status, text.includes(`${own.slice(3)}.only`)]).toEqual([200, true]);
          continue;
        }
        const unheardOf = await read(`${route}?key=pk_unheard_of`, token);
        expect([answer.status, JSON.parse(text)]).toEqual([404, await problemOf(unheardOf)]);
        expect([...answer.headers]).toEqual([...unheardOf.headers]);
      }
  });

  test("shows every project to a token for all", async () => {
    const { read } = await threeProjects();
    for (const key of KEYS) expect((await read(`${route}?key=${key}`, FOR_ALL)).status).toBe(200);
  });

  test("does not let itself be talked into another project", async () => {
    const { read } = await threeProjects();
    const own = tokens.get("pk_hr");
    for (const query of [
      "key=pk_hr&key=pk_it",
      "key=pk_it&key=pk_hr",
      "key[]=pk_it",
      "key=pk_hr%00pk_it",
      "key=PK_IT",
      "key=pk_it%20",
      "key=pk_hr,pk_it",
      "key=%2A",
      "key=",
      "project=pk_it&key=pk_hr",
    ]) {
      const answer = await read(`${route}?${query}`, own);
      expect([query, await answer.text()]).toEqual([query, expect.not.stringMatching(/it\.only|suppliers\.only/)]);
    }
  });
});

test("T16: figures of the whole process are for tokens of that scope, not for those of a project", async () => {
  const { read } = await threeProjects();
  expect((await read("/metrics", tokens.get("pk_hr"))).status).toBe(403);
  expect((await read("/metrics", FOR_ALL)).status).toBe(403);
  expect((await read("/metrics", undefined)).status).toBe(401);
});
