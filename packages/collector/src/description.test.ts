import { describeApi } from "@aftertask/schema";
import { expect, test } from "vitest";
import { start } from "../test/start.js";
import { type AppParts, createApp } from "./app.js";
import { VERSION } from "./version.js";

/** What belongs to a page, and what serves any file: `/aftertask.js` is one of them. */
const FILES = ["/report/*", "/favicon.ico", "/:file"];

/** As the description writes it: braces in place of a colon. */
const named = (path: string) => (FILES.includes(path) ? path : path.replace(/:(\w+)/, "{$1}"));

test("the description names every route, and nothing that is none", () => {
  // Only its table of routes is looked at.
  const { routes } = createApp({ receive: {}, report: {}, access: { erasing: {} } } as AppParts);
  const paths = [...new Set(routes.map(({ path }) => named(path)).filter((path) => path !== "/*"))];
  const described = Object.keys(describeApi(VERSION).paths);
  expect(described.filter((path) => !paths.includes(path))).toEqual(["/aftertask.js"]);
  expect(paths.filter((path) => !described.includes(path))).toEqual(FILES);
});

test("it names every method of a route, and none that is not allowed", async () => {
  const { request } = await start();
  for (const [path, operations] of Object.entries(describeApi(VERSION).paths)) {
    if (path === "/aftertask.js") continue;
    const allowed = (await request(path, { method: "PATCH" })).headers.get("allow")?.split(", ");
    const described = Object.keys(operations)
      .filter((member) => member !== "parameters")
      .map((method) => method.toUpperCase());
    expect([path, allowed?.filter((method) => method !== "HEAD")]).toEqual([path, described]);
  }
});

test("it is served as JSON, and says which version answers", async () => {
  const answer = await (await start()).request("/openapi.json");
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(await answer.json()).toEqual(describeApi(VERSION));
});
