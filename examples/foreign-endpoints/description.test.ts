import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RunningCollector } from "../journeys/collector.js";
import { ForeignServer } from "./foreign-server.js";

// Prism, a proxy that knows nothing of the collector but what `/openapi.json` says: whatever it finds against a request or an
// answer stands in a header.

let collector: RunningCollector;
let prism: ForeignServer;

beforeAll(async () => {
  collector = await RunningCollector.start();
  prism = await ForeignServer.start({
    entry: "@stoplight/prism-cli/dist/index.js",
    words: (port) => [
      "proxy",
      `${collector.address}/openapi.json`,
      collector.address,
      "--host",
      "127.0.0.1",
      "-p",
      port,
    ],
    ready: "Prism is listening",
  });
});

afterAll(async () => {
  await prism.stop();
  await collector.end();
});

interface Heard {
  status: number;
  /** What Prism has against the request, and against the answer. */
  request: string[];
  response: string[];
  body: string;
}

async function ask(path: string, init: RequestInit = {}): Promise<Heard> {
  const answer = await fetch(prism.address + path, { ...init, headers: { Connection: "close", ...init.headers } });
  const violations = JSON.parse(answer.headers.get("sl-violations") ?? "[]") as {
    location: string[];
    message: string;
  }[];
  const against = (part: string) =>
    violations
      .filter(({ location }) => location[0] === part)
      .map(({ location, message }) => `${location.join(".")}: ${message}`);
  return {
    status: answer.status,
    request: against("request"),
    response: against("response"),
    body: await answer.text(),
  };
}

const post = (envelope: unknown, type = "application/json") =>
  ask("/v1/ratings", { method: "POST", headers: { "Content-Type": type }, body: JSON.stringify(envelope) });

const rating = () => ({
  id: crypto.randomUUID(),
  touchpoint: "it.access-request",
  instrument: "outcome5",
  score: 4,
  reasons: ["kind"],
  comment: "☕",
  ratedAt: new Date().toISOString(),
});
const envelope = (ratings: unknown[]) => ({ version: 1, key: "pk_intranet", ratings });

describe("nothing can be said against", () => {
  it("an envelope with ratings of every fate", async () => {
    const first = rating();
    await post(envelope([first]));
    const fates = [rating(), first, { ...first, score: 1 }, { nonsense: true }, "not even an object"];
    const heard = await post(envelope(fates));
    expect(heard).toMatchObject({ status: 200, request: [], response: [] });
    const { results } = JSON.parse(heard.body) as { results: { status: string }[] };
    expect(results.map(({ status }) => status)).toEqual(["stored", "duplicate", "conflict", "invalid", "invalid"]);
  });

  it("the same as text/plain, which spares a browser the preflight", async () => {
    expect(await post(envelope([rating()]), "text/plain")).toMatchObject({ status: 200, response: [] });
  });

  it.each([
    "/v1/report?key=pk_intranet",
    "/v1/report?key=pk_intranet&touchpoint=it.access-request&from=2026-W01&to=2026-W53",
    "/v1/report.csv?key=pk_intranet",
    "/openapi.json",
    "/healthz",
    "/readyz",
    "/metrics",
    "/report",
    "/aftertask.js",
  ])("GET %s", async (path) => {
    expect(await ask(path)).toMatchObject({ status: 200, request: [], response: [] });
  });
});

it("nothing can be said against reading a rating by its id, and erasing it", async () => {
  const first = rating();
  await post(envelope([first]));
  const read = await ask(`/v1/ratings/${first.id}`);
  expect(read).toMatchObject({ status: 200, request: [], response: [] });
  expect(JSON.parse(read.body)).toMatchObject({ ratings: [{ id: first.id, comment: "☕" }] });
  for (let turn = 0; turn < 2; turn++)
    expect(await ask(`/v1/ratings/${first.id}`, { method: "DELETE" })).toMatchObject({
      status: 204,
      request: [],
      response: [],
    });
  expect(await ask(`/v1/ratings/${first.id}`)).toMatchObject({ status: 404, request: [], response: [] });
});

describe("a refusal is answered as described", () => {
  it.each([
    ["a key that nobody knows", { ...envelope([rating()]), key: "pk_nobody" }, 403],
    ["another version", { ...envelope([rating()]), version: 2 }, 400],
    ["no ratings", envelope([]), 400],
    ["too many", envelope(Array.from({ length: 21 }, rating)), 400],
  ])("%s", async (_what, body, status) => {
    expect(await post(body)).toMatchObject({ status, response: [] });
  });

  it.each([
    ["a report of no project", "/v1/report", 400],
    ["of one that there is not", "/v1/report?key=pk_nobody", 404],
    ["a rating whose id is none", "/v1/ratings/x", 404],
    ["of a week that is none", "/v1/report?key=pk_intranet&from=2026-W77", 400],
  ])("%s", async (_what, path, status) => {
    expect(await ask(path)).toMatchObject({ status, response: [] });
  });
});

it("Prism would notice", async () => {
  expect((await post({ version: 1, key: "pk_intranet" })).request).not.toEqual([]);
  expect((await ask("/v1/report")).request).not.toEqual([]);
});
