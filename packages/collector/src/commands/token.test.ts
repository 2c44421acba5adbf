import { expect, test } from "vitest";
import { parseConfig } from "../config.js";
import { createAdminGuard, type Grant } from "../guard/admin.js";
import { runCommand } from "./run.js";

const PROJECT = { key: "pk_intranet", origins: ["https://intranet.example"], touchpoints: "open" };

async function make(...flags: string[]) {
  const lines: string[] = [];
  expect(await runCommand(["token", ...flags], {}, (line) => lines.push(line))).toBe(0);
  const token = lines[0]?.split(": ")[1] ?? "";
  const line = lines[2] ?? "";
  const { adminTokens } = parseConfig({ projects: [PROJECT], adminTokens: [JSON.parse(line)] });
  return { token, line, guard: createAdminGuard(adminTokens) };
}

test("a token that is made is good once its line stands in the configuration, which does not hold it", async () => {
  const { token, line, guard } = await make();
  const grant = guard(`Bearer ${token}`, "report:read") as Grant;
  expect(grant.reads("pk_intranet")).toBe(true);
  expect(guard(`Bearer ${token}`, "metrics:read")).toMatchObject({ code: "scope-required" });
  expect(line).not.toContain(token.replace("aftertask_", ""));
});

test("it may have several scopes, and be for some projects alone", async () => {
  const one = await make("--project", "pk_intranet", "--scope", "report:read");
  expect(JSON.parse(one.line)).toMatchObject({ scopes: ["report:read"], projects: ["pk_intranet"] });
  const other = await make("--scope", "report:read", "--scope", "metrics:read");
  expect(JSON.parse(other.line)).toMatchObject({ scopes: ["report:read", "metrics:read"], projects: "all" });
});

test("what is said twice is written once", async () => {
  const { line } = await make(..."--project pk_intranet --project pk_intranet".split(" "));
  expect(JSON.parse(line)).toMatchObject({ projects: ["pk_intranet"] });
  const other = await make(..."--scope report:read --scope report:read".split(" "));
  expect(JSON.parse(other.line)).toMatchObject({ scopes: ["report:read"] });
});

test("every token is another", async () => {
  expect((await make()).token).not.toBe((await make()).token);
});

test.each([
  [["--scope", "everything"], "--scope must be one of report:read, metrics:read, named:read"],
  [["--scope", "metrics:read", "--project", "pk_intranet"], "goes without --project"],
  [["--sope", "report:read"], "--sope"],
])("%j is refused: %s", async (flags, message) => {
  await expect(runCommand(["token", ...flags], {}, () => {})).rejects.toThrow(message);
});
