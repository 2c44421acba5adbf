import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { envelope, problemOf, rating, start } from "../test/start.js";
import { temporaryFolder } from "../test/temporary-folder.js";

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** A built public folder with one file of each kind. */
function publicFolder(): string {
  const folder = temporaryFolder();
  const files = {
    "script/aftertask.js": "loader",
    "script/prompt-A2B3C4D5.js": "prompt",
    "script/cs-CsWExIs-.js": "words",
    "script/aftertask-0.1.0-A2B3C4D5.js": "loader",
    "script/integrity.json": "{}",
    "report/index.html": "report page",
    "report/report.js": "report script",
    "examples/intranet-page/index.html": "intranet",
    "examples/intranet-page/page.css": "css",
    "examples/npm-app/index.html": "npm app",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(folder, "secret.js"), "secret");
  return folder;
}

const demo = () => start({ serve: { demoAt: 4600 }, publicFolder: publicFolder() });
const live = () => start({ publicFolder: publicFolder() });

describe("routes", () => {
  test.each([
    ["/v1/ratings", "POST, OPTIONS"],
    ["/v1/report", "GET, HEAD"],
    ["/v1/report.csv", "GET, HEAD"],
    ["/report", "GET, HEAD"],
    ["/healthz", "GET, HEAD"],
    ["/readyz", "GET, HEAD"],
    ["/aftertask.js", "GET, HEAD"],
    ["/", "GET, HEAD"],
    ["/examples/intranet-page/", "GET, HEAD"],
  ])("%s answers other methods with 405 and %s", async (path, allow) => {
    const { request } = await demo();
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      if (allow.includes(method)) continue;
      const answer = await request(path, { method });
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allow]);
      expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/method-not-allowed$/) });
    }
  });

  test.each([
    "/nope",
    "/v1",
    "/v1/ratings/",
    "/v1/nope",
    "/report/nope.js",
    "/examples/nope/",
    "/secret.js",
    "/index.html",
  ])("%s is not found, and a problem says so", async (path) => {
    const answer = await (await demo()).request(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/not-found$/), status: 404 });
  });

  test.each([
    "/../secret.js",
    "/..%2fsecret.js",
    "/%2e%2e/secret.js",
    "/report/..%2f..%2fsecret.js",
    "/examples/..%5c..%5csecret.js",
    "/report//etc/passwd",
    "/examples/%00",
  ])("no address leads out of the folder: %s", async (path) => {
    const answer = await (await demo()).request(`http://127.0.0.1:4600${path}`);
    expect(answer.status).toBe(404);
  });

  test("HEAD answers like GET, without a body", async () => {
    const answer = await (await demo()).request("/aftertask.js", { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
      200,
      "text/javascript; charset=utf-8",
      "",
    ]);
  });
});

test("a page of any origin may ask before it posts", async () => {
  const answer = await (
    await live()
  ).request("/v1/ratings", {
    method: "OPTIONS",
    headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
  });
  expect(answer.status).toBe(204);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "Content-Type",
    "access-control-max-age": "7200",
  });
});

test.each(["/v1/ratings", "/v1/ratings/an-id"])("%s names the same methods whoever asks for them", async (path) => {
  const { request } = await live();
  const [asked, refused] = [await request(path, { method: "OPTIONS" }), await request(path, { method: "PATCH" })];
  expect(asked.headers.get("allow")).toBe(refused.headers.get("allow"));
});

test("a 405 of the ratings can be read by the page as well", async () => {
  const answer = await (await live()).request("/v1/ratings");
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([405, "*"]);
});

test("a page that posts to a wrong path can read so, and where ratings go", async () => {
  const answer = await (await live()).request("/v1/rating", { method: "POST", body: "{}" });
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([404, "*"]);
  expect(await problemOf(answer)).toMatchObject({
    detail: expect.stringMatching(/Ratings are posted to \/v1\/ratings/),
  });
});

describe("the script", () => {
  test("may be loaded by every page, and is asked for anew each time", async () => {
    const answer = await (await live()).request("/aftertask.js");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    expect(await answer.text()).toBe("loader");
  });

  test.each([
    ["its tag", (etag: string) => etag, 304],
    ["the tag that a proxy has made weak", (etag: string) => `W/${etag}`, 304],
    ["its tag among others", (etag: string) => `"a", W/"b" ,W/${etag}`, 304],
    ["any", () => "*", 304],
    ["others", (etag: string) => `"a", W/"b", ${etag.slice(1)}, ${etag.slice(0, -2)}"`, 200],
    ["none", () => "", 200],
  ])("is sent again unless a browser has it: with %s in If-None-Match", async (_, tagsOf, status) => {
    const { request } = await live();
    const etag = (await request("/aftertask.js")).headers.get("etag") ?? "";
    const again = await request("/aftertask.js", { headers: { "If-None-Match": tagsOf(etag) } });
    expect([again.status, await again.text()]).toEqual([status, status === 304 ? "" : "loader"]);
    expect(again.headers.get("etag")).toBe(etag);
  });

  test("has chunks that never change", async () => {
    for (const name of ["/prompt-A2B3C4D5.js", "/cs-CsWExIs-.js", "/aftertask-0.1.0-A2B3C4D5.js"]) {
      const answer = await (await live()).request(name);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    }
    expect((await (await live()).request("/integrity.json")).headers.get("cache-control")).toBe("no-cache");
  });
});

describe("pages", () => {
  test.each(["/", "/examples/intranet-page/", "/examples/intranet-page/page.css", "/examples/npm-app/"])(
    "%s has exactly the strictest policy",
    async (path) => {
      const answer = await (await demo()).request(path);
      expect([answer.status, answer.headers.get("content-security-policy")]).toEqual([200, POLICY]);
    },
  );

  test("the intranet is the front page, and an address without its last stroke leads to the page", async () => {
    const { request } = await demo();
    expect(await (await request("/")).text()).toBe("intranet");
    const answer = await request("/examples/npm-app");
    expect([answer.status, answer.headers.get("location")]).toEqual([308, "/examples/npm-app/"]);
  });

  test("T22: the report page may be framed by nobody", async () => {
    const answer = await (await live()).request("/report");
    expect(answer.headers.get("content-security-policy")).toBe(
      `${POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(await answer.text()).toBe("report page");
    expect((await (await live()).request("/report/report.js")).status).toBe(200);
  });

  test("examples are for the demonstration only", async () => {
    for (const path of ["/", "/examples/intranet-page/"]) expect((await (await live()).request(path)).status).toBe(404);
  });

  test("browsers find an icon", async () => {
    expect((await (await live()).request("/favicon.ico")).headers.get("content-type")).toBe("image/svg+xml");
  });
});

describe("the demonstration", () => {
  test.each(["127.0.0.1:4600", "localhost:4600", "[::1]:4600", "LOCALHOST:4600"])("answers to %s", async (host) => {
    expect((await (await demo()).request("/healthz", { headers: { Host: host } })).status).toBe(200);
  });

  test("answers to a caller who writes the port of HTTP out", async () => {
    const { request } = await start({ serve: { demoAt: 80 } });
    expect((await request("/healthz", { headers: { Host: "127.0.0.1:80" } })).status).toBe(200);
  });

  test.each(["evil.example", "evil.example:4600", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:4600", ""])(
    "does not answer to %s",
    async (host) => {
      const answer = await (await demo()).request("/v1/report?key=pk_intranet", { headers: { Host: host } });
      expect(answer.status).toBe(403);
      expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/host-not-allowed$/) });
    },
  );
});

describe.each([80, 4600])("the demonstration at port %i", (port) => {
  // An origin and a Host header leave the port of the scheme out.
  const host = (name: string) => (port === 80 ? name : `${name}:${port}`);

  test.each(["127.0.0.1", "localhost", "[::1]"])("takes ratings from its own page at %s", async (name) => {
    const { post } = await start({ serve: { demoAt: port } });
    const answer = await post(envelope([rating()]), { Host: host(name), Origin: `http://${host(name)}` });
    expect(answer.status).toBe(200);
  });

  test("takes none from a page at another port of this machine", async () => {
    const { post } = await start({ serve: { demoAt: port } });
    const answer = await post(envelope([rating()]), { Host: host("localhost"), Origin: "http://localhost:3000" });
    expect(await problemOf(answer)).toMatchObject({ type: expect.stringMatching(/origin-not-allowed$/) });
  });
});

describe("health", () => {
  test("a running collector is alive and ready", async () => {
    const { request } = await live();
    for (const path of ["/healthz", "/readyz"]) expect((await request(path)).status).toBe(200);
  });

  test("one whose stores are closed is alive and not ready", async () => {
    const { request, stop } = await live();
    await stop();
    expect((await request("/healthz")).status).toBe(200);
    const { status, headers } = await request("/readyz");
    expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
  });
});
