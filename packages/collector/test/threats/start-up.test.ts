import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Running, run } from "../program.js";
import { TOKEN } from "../start.js";
import { temporaryFolder } from "../temporary-folder.js";

const PROJECT = { key: "pk_intranet", origins: ["https://intranet.example"], touchpoints: "open" };
const DIGEST = createHash("sha256").update("a token that nobody has").digest("hex");
const READER = { sha256: DIGEST, scopes: ["report:read"], projects: ["pk_intranet"] };

/** Starts with a configuration and, unless that is taken away, a token. */
const configured =
  (config: object, env: Record<string, string> = { AFTERTASK_ADMIN_TOKEN: TOKEN }) =>
  (folder: string) => {
    const file = join(folder, "aftertask.json");
    writeFileSync(file, JSON.stringify(config));
    return run([], { AFTERTASK_CONFIG: file, AFTERTASK_DATABASE: join(folder, "data"), PORT: "0", ...env });
  };
const project = (change: object) => configured({ projects: [{ ...PROJECT, ...change }] });
const token = (change: object) => configured({ projects: [PROJECT], adminTokens: [{ ...READER, ...change }] }, {});
const flags =
  (...words: string[]) =>
  (folder: string) =>
    run([...words, "--port", "0", "--database", join(folder, "data")]);

const UNSAFE: [what: string, start: (folder: string) => Running, reason: RegExp][] = [
  ["without a configuration", flags(), /--config \(AFTERTASK_CONFIG\) must name/],
  ["without any admin token", configured({ projects: [PROJECT] }, {}), /Nobody could read.*no default/],
  ["with a short token", configured({ projects: [PROJECT] }, { AFTERTASK_ADMIN_TOKEN: "s3cr3t" }), /at least 32/],
  [
    "with a token that was typed",
    configured({ projects: [PROJECT] }, { AFTERTASK_ADMIN_TOKEN: "changeme".repeat(5) }),
    /different characters/,
  ],
  ["with a token in plain in the configuration", token({ token: "s3cr3t" }), /never the token itself/],
  ["with something else than a digest", token({ sha256: "s3cr3t" }), /adminTokens\[0\]\.sha256 must be 64/],
  ["with the digest of nothing", token({ sha256: createHash("sha256").digest("hex") }), /digest of nothing/],
  [
    "with a token of an unknown scope",
    token({ scopes: ["everything"] }),
    /adminTokens\[0\]\.scopes\[0\] must be one of/,
  ],
  ["with a token of another's project", token({ projects: ["pk_other"] }), /must be the key of a project/],
  ["with figures of everybody for the token of one", token({ scopes: ["metrics:read"] }), /must have projects "all"/],
  ["without an origin", project({ origins: [] }), /must name at least one origin/],
  ["with every origin", project({ origins: ["*"] }), /would let every page send/],
  ["with the origin null", project({ origins: ["null"] }), /would let every page send/],
  ["with groups below five", project({ minimumGroup: 4 }), /at least 5 people/],
  ["with reports at each reading", project({ publication: "immediate" }), /for demonstrations only/],
  ["with a rate of nothing", project({ rate: { perSecond: 0, burst: 1 } }), /rate\.perSecond must be more than 0/],
  [
    "with one key for two projects",
    configured({ projects: [PROJECT, { ...PROJECT, key: "b", keys: [{ key: "pk_intranet" }] }] }),
    /must not repeat a key/,
  ],
  [
    "with a limit that is raised",
    configured({ projects: [PROJECT], limits: { bodyBytes: 1e9 } }),
    /limits can only be lowered/,
  ],
  ["as a demonstration for other machines", flags("--demo", "--host", "0.0.0.0"), /this machine only/],
  ["as a demonstration with projects", flags("--demo", "--config", "x.json"), /brings a project of its own/],
];

test.each(UNSAFE)("T25: it does not start %s, and says why", async (_, start, reason) => {
  const folder = temporaryFolder();
  const running = start(folder);
  expect(await running.ended).toBe(1);
  expect(running.out()).toBe("");
  expect(running.err()).toMatch(/^aftertask-collector: [^\n]+\n$/);
  expect(running.err()).toMatch(reason);
  expect(running.err()).not.toContain("s3cr3t");
  expect(existsSync(join(folder, "data"))).toBe(false);
});

test("T25: it starts with a token of the configuration alone, and warns where other machines reach it", async () => {
  const folder = temporaryFolder();
  const config = { projects: [PROJECT], adminTokens: [READER] };
  const running = configured(config, { HOST: "0.0.0.0" })(folder);
  await running.ready;
  running.child.kill("SIGTERM");
  expect(await running.ended).toBe(0);
  expect(running.err()).toMatch(/"level":"warn"[^\n]*without TLS/);
});
