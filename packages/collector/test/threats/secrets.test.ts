import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseConfig } from "../../src/config.js";
import { createLog } from "../../src/log.js";
import { replaced } from "../around.js";
import { freshPlace } from "../fresh-place.js";
import { envelope, ORIGIN, rating, start, TOKEN } from "../start.js";

const GUARD = join(import.meta.dirname, "..", "..", "src", "guard");

test("T6: secrets are compared as digests, in the same time whatever they are", () => {
  for (const file of ["admin.ts", "admin-token.ts"]) {
    const code = readFileSync(join(GUARD, file), "utf8").replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
    const secret = /\b(token|given|digest|sha256|authorization)\b/i;
    const compared = code
      .split("\n")
      .filter(
        (line) => /[!=]==?[^>]|\.(indexOf|startsWith|endsWith|localeCompare|equals)\(/.test(line) && secret.test(line),
      )
      .map((line) => line.trim());
    // The one comparison is whether a token is bound to all projects, which is no secret.
    expect(compared.filter((line) => !line.includes('token.projects === "all"'))).toEqual([]);
  }
  const guard = readFileSync(join(GUARD, "admin.ts"), "utf8");
  // All are compared: to end at the first that fits would tell which it was.
  expect(guard).toMatch(/\.filter\(\(\{ digest \}\) => timingSafeEqual\(digest, given\)\)/);
});

/** What nobody may find in a log, each in a place of its own. */
const SECRETS = {
  token: TOKEN,
  otherToken: "aftertask_a-token-that-is-not-known-here",
  comment: "s3cr3t-comment",
  task: "s3cr3t-task",
  person: "s3cr3t-person",
  touchpoint: "s3cr3t.touchpoint",
  provider: "s3cr3t-provider",
  address: "198.51.100.77",
  agent: "s3cr3t-agent",
  path: "s3cr3t-path",
  context: "s3cr3t-context",
};

test("T7: after every route was called, well and badly, with stores that work and that fail, the log tells nothing", async () => {
  let log = "";
  const stores = await (await freshPlace()).open();
  let broken = false;
  const failing = async () => {
    throw new Error(`no: ${Object.values(SECRETS).join("\n    at ")}`);
  };
  const intake = new Proxy(stores.intake, {
    get: (target, name) => {
      if (broken && ["append", "waiting", "lend"].includes(String(name))) return failing;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const id = randomUUID();
  const config = parseConfig({
    projects: [{ key: "pk_intranet", origins: [ORIGIN], touchpoints: "open" }],
    trustedProxies: 1,
    addressRate: { perSecond: 1, burst: 60 },
  });
  const running = await start({
    serve: { ...config, admin: { token: TOKEN } },
    stores: replaced(stores, { intake, check: () => (broken ? failing() : stores.check()) }),
    log: createLog((line) => (log += line)),
  });
  const secret = rating({
    id,
    comment: SECRETS.comment,
    task: SECRETS.task,
    person: SECRETS.person,
    touchpoint: SECRETS.touchpoint,
    provider: SECRETS.provider,
    context: { where: SECRETS.context },
  });
  const headers = (token: string) => ({
    Authorization: `Bearer ${token}`,
    "Content-Type": "text/plain",
    "User-Agent": SECRETS.agent,
    "X-Forwarded-For": SECRETS.address,
    Origin: ORIGIN,
  });
  const call = (path: string, token: string, method: string, body?: string) =>
    running.collector.fetch(
      new Request(`http://127.0.0.1:4600${path}`, { method, headers: headers(token), ...(body && { body }) }),
      { peer: "10.0.0.1" },
    );

  const paths = [
    `/v1/report?key=pk_intranet&touchpoint=${SECRETS.touchpoint}`,
    `/v1/report.csv?key=${SECRETS.path}`,
    `/v1/report?from=${SECRETS.path}`,
    `/v1/ratings/${id}`,
    "/metrics",
    "/readyz",
    "/healthz",
    "/report",
    "/openapi.json",
    "/favicon.ico",
    "/aftertask.js",
    `/${SECRETS.path}`,
  ];
  const bodies = [
    envelope([secret]),
    envelope([{ ...secret, score: 99 }]),
    `{"${SECRETS.comment}`,
    envelope([secret], { key: SECRETS.path }),
  ];
  for (const state of [false, true]) {
    broken = state;
    for (const token of [SECRETS.token, SECRETS.otherToken]) {
      for (const path of paths) for (const method of ["GET", "POST", "DELETE"]) await call(path, token, method);
      for (const body of bodies) await call("/v1/ratings", token, "POST", body);
    }
    await running.collector.mix().catch(() => {});
  }
  broken = false;
  await running.stop();

  const lines = log.trimEnd().split("\n");
  expect(lines.some((line) => line.includes("could not be committed"))).toBe(true);
  expect(lines.some((line) => line.includes("do not answer"))).toBe(true);
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty("level");
  for (const hidden of [...Object.values(SECRETS), id, "pk_intranet", "10.0.0.1", "s3cr3t"])
    expect([hidden, log.includes(hidden)]).toEqual([hidden, false]);
});
