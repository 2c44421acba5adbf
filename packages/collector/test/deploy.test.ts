import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { isTooOld } from "../src/node-version.js";
import { readSettings, USAGE } from "../src/settings.js";
import { freePort } from "./free-port.js";
import { freshFolder } from "./sqlite-place.js";
import { start } from "./start.js";

const file = (name: string) => fileURLToPath(new URL(`../deploy/${name}`, import.meta.url));
const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  bin: Record<string, string>;
};
const MAIN = posix.join(
  "/opt/aftertask/node_modules/@aftertask/collector",
  manifest.bin["aftertask-collector"] ?? "nothing",
);

/** Nobody could name a secret by these. */
const VARIABLES = ["PORT", "HOST", "AFTERTASK_DATABASE", "AFTERTASK_CONFIG", "NODE_ENV"];

describe("the Dockerfile", () => {
  const text = readFileSync(file("Dockerfile"), "utf8").replaceAll("\\\n", "");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const all = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1).trim());
  const variables = Object.fromEntries(all("ENV").map((one) => one.split("=", 2))) as Record<string, string>;

  test("starts from one version of Node.js that the collector runs on", () => {
    const [, version = ""] = /^node:(\d+\.\d+\.\d+)-bookworm-slim$/.exec(all("FROM")[0] ?? "") ?? [];
    expect(version).not.toBe("");
    expect(isTooOld(version)).toBe(false);
  });

  test("starts the program of the package, as somebody else than root, on the port that it opens", () => {
    expect(JSON.parse(all("ENTRYPOINT")[0] ?? "")).toEqual(["node", MAIN]);
    expect(all("USER")).toEqual(["1000:1000"]);
    expect(lines.findIndex((line) => line.startsWith("USER"))).toBeGreaterThan(
      lines.findIndex((line) => line.startsWith("RUN")),
    );
    expect(all("EXPOSE")).toEqual([variables["PORT"]]);
    expect(readSettings([], {}).port).toBe(Number(variables["PORT"]));
    expect(all("VOLUME")).toEqual([variables["AFTERTASK_DATABASE"]]);
  });

  test("sets what the program knows, and no secret", () => {
    expect(Object.keys(variables).toSorted()).toEqual(VARIABLES.toSorted());
    for (const name of VARIABLES) if (name !== "NODE_ENV") expect(USAGE).toContain(` ${name} `);
    // Without a configuration it refuses: it would be a demonstration for other machines.
    expect(() => readSettings([], { ...variables, AFTERTASK_CONFIG: undefined })).toThrow(/--config/);
    expect(readSettings([], variables)).toMatchObject({ demo: false, host: "0.0.0.0" });
  });

  test("is healthy while the stores answer, and not when nobody does", { timeout: 60_000 }, async () => {
    const [, words = ""] = /CMD (\[.*\])$/.exec(all("HEALTHCHECK")[0] ?? "") ?? [];
    const [, ...args] = JSON.parse(words) as string[];
    const running = await start({}, await freshFolder());
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? "");
      void running.request(request.url ?? "").then(({ status }) => response.writeHead(status).end());
    });
    // Nobody else who is asked whether they are ready comes to listen at it afterwards.
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    expect(await exitOf(args, port)).toBe(0);
    expect(seen).toEqual(["/readyz"]);
    await new Promise((resolve) => server.close(resolve));
    expect(await exitOf(args, port)).toBe(1);
  });
});

function exitOf(args: string[], port: number): Promise<number | null> {
  const child = spawn(process.execPath, args, { env: { PORT: String(port) } });
  return new Promise((resolve) => child.once("close", resolve));
}

describe("the systemd unit", () => {
  const unit = readFileSync(file("aftertask-collector.service"), "utf8");
  const values = (name: string) =>
    unit.split("\n").flatMap((line) => (line.startsWith(`${name}=`) ? [line.slice(name.length + 1)] : []));

  test("starts the program of the package with what it knows, and no secret", () => {
    expect(values("ExecStart")).toEqual([`/usr/bin/node ${MAIN}`]);
    const variables = Object.fromEntries(values("Environment").map((one) => one.split("=", 2))) as Record<
      string,
      string
    >;
    expect(Object.keys(variables).every((name) => VARIABLES.includes(name))).toBe(true);
    expect(variables["AFTERTASK_DATABASE"]).toBe(`/var/lib/${values("StateDirectory")[0]}`);
    expect(values("StateDirectoryMode")).toEqual(["0700"]);
    expect(readSettings([], variables)).toMatchObject({ demo: false, port: 4600, host: "127.0.0.1" });
  });

  test("leaves V8 what it needs", () => {
    expect(values("MemoryDenyWriteExecute")).toEqual([]);
  });

  const analyze = spawnSync("systemd-analyze", ["--version"]).status === 0 && existsSync("/usr/bin/node");
  test.runIf(analyze)("means to systemd what it should, and exposes little", () => {
    const path = file("aftertask-collector.service");
    expect(spawnSync("systemd-analyze", ["verify", path], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
    const words = execFileSync("systemd-analyze", ["security", "--offline=true", "--no-pager", path], {
      encoding: "utf8",
    });
    const [, level = "10"] = /Overall exposure level for \S+: ([\d.]+)/.exec(words) ?? [];
    expect(Number(level)).toBeLessThan(2);
  });
});
