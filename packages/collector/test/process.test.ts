import type { RatingResult } from "@aftertask/schema/words";
import { DatabaseSync } from "@photostructure/sqlite";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqlite } from "../src/store/sqlite/open.js";
import { run, type Running, send, startDemo } from "./program.js";
import { envelope, rating, TOKEN } from "./start.js";
import { temporaryFolder } from "./temporary-folder.js";

test("the collector says once where it answers, and ends well when it is asked to", async () => {
  const { address, child, ended, out, err } = await startDemo(temporaryFolder());
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await send(address, [rating()])).toMatchObject([{ status: "stored" }]);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(out()).toBe(`Aftertask is ready at ${address}\n`);
  for (const line of err().trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("level");
});

test("a command whose words nobody reads does its work, and ends well without a word of its own", async () => {
  const [folder, to] = [temporaryFolder(), join(temporaryFolder(), "backup")];
  await openSqlite(folder).close();
  const { child, ended, err } = run(["backup", "--database", folder, "--to", to]);
  child.stdout?.destroy();
  expect([await ended, err()]).toEqual([0, ""]);
  expect(existsSync(join(to, "backup.json"))).toBe(true);
});

test("an interrupt that is sent twice ends it well, too", async () => {
  const { child, ended } = await startDemo(temporaryFolder());
  child.kill("SIGINT");
  child.kill("SIGINT");
  expect(await ended).toBe(0);
});

test("a collector that cannot stop cleanly says so in one line, and ends with 1", async () => {
  const breakage = join(temporaryFolder(), "breakage.mjs");
  writeFileSync(
    breakage,
    'import { Server } from "node:net"; Server.prototype.close = () => { throw new Error("no way"); };',
  );
  const flags = ["--demo", "--port", "0", "--database", temporaryFolder()];
  const { ready, child, ended, err } = run(flags, { NODE_OPTIONS: `--import=${breakage}` });
  await ready;
  child.kill("SIGTERM");
  expect(await ended).toBe(1);
  expect(err()).toMatch(/\naftertask-collector: stopping failed \(no way\)[^\n]+\n$/);
});

test("a collector whose files nobody has any more ends, so that whatever started it starts another one", async () => {
  const [folder, breakage] = [temporaryFolder(), join(temporaryFolder(), "breakage.mjs")];
  writeFileSync(
    breakage,
    `import { Worker } from "node:worker_threads";
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (JSON.stringify(message).includes("the last word")) void this.terminate();
      else postMessage.call(this, message, ...rest);
    };`,
  );
  const flags = ["--demo", "--port", "0", "--database", folder];
  const { ready, ended, err } = run(flags, { NODE_OPTIONS: `--import=${breakage}` });
  const address = (await ready).replace("Aftertask is ready at ", "");
  const one = rating({ comment: "the last word" });
  const answer = await fetch(`${address}v1/ratings`, { method: "POST", body: envelope([one]) }).catch(() => undefined);
  expect(answer?.ok).not.toBe(true);
  expect(await ended).toBe(1);
  expect(err()).toContain("an error that nobody caught: the collector ends");
  expect(err()).not.toContain("the last word");
  expect(await send((await startDemo(folder)).address, [one])).toMatchObject([{ status: "stored" }]);
});

test("a request that is under way is answered before the collector ends", async () => {
  const { address, child, ended } = await startDemo(temporaryFolder());
  const one = rating();
  const body = envelope([one]);
  const headers = { "Content-Type": "text/plain", "Content-Length": Buffer.byteLength(body), Expect: "100-continue" };
  const asking = request(`${address}v1/ratings`, { method: "POST", headers });
  asking.flushHeaders();
  // The server says so when it has begun.
  await once(asking, "continue");
  asking.write(body.slice(0, 20));
  child.kill("SIGTERM");
  asking.end(body.slice(20));
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  expect(await json(answer)).toEqual({ results: [{ id: one.id, status: "stored" }] });
  expect(await ended).toBe(0);
});

test("whatever was answered is there after the process was killed, exactly once", async () => {
  const folder = temporaryFolder();
  const known = new Set<string>();
  const all: ReturnType<typeof rating>[] = [];
  for (let round = 0; round < 3; round++) {
    const { address, child, ended } = await startDemo(folder);
    const posting = Array.from({ length: 8 }, async () => {
      for (;;) {
        const one = rating();
        all.push(one);
        const results = await send(address, [one]).catch(() => undefined);
        if (!results) return;
        for (const { id, status } of results) if (status === "stored") known.add(id);
        if (known.size > (round + 1) * 60) child.kill("SIGKILL");
      }
    });
    await Promise.all(posting);
    expect(await ended).toBe("SIGKILL");
  }
  const { address } = await startDemo(folder);
  const again: RatingResult[] = [];
  for (let at = 0; at < all.length; at += 20) again.push(...(await send(address, all.slice(at, at + 20))));
  const lost = again.filter(({ id, status }) => known.has(id) && status !== "duplicate");
  expect(lost).toEqual([]);
  await fetch(`${address}v1/report?key=pk_intranet`);
  const file = new DatabaseSync(join(folder, "ratings.db"), { readOnly: true });
  onTestFinished(() => file.close());
  expect(file.prepare("SELECT count(*) AS count FROM ratings").get()).toEqual({ count: all.length });
});

test("one server keeps a connection after it has refused a body on it", async () => {
  const { address } = await startDemo(temporaryFolder());
  const headers = { "Content-Type": "text/plain" };
  const answer = await fetch(`${address}v1/ratings`, { method: "POST", body: "x".repeat(73_728), headers });
  expect(answer.status).toBe(413);
  await answer.text();
  expect(await send(address, [rating()])).toMatchObject([{ status: "stored" }]);
});

describe("the collector refuses to start, with one line that says why", () => {
  async function expectRefusal(running: Running, reason: RegExp): Promise<void> {
    expect(await running.ended).toBe(1);
    expect(running.out()).toBe("");
    expect(running.err()).toMatch(/^aftertask-collector: [^\n]+\n$/);
    expect(running.err()).toMatch(reason);
  }

  test("on a port that is in use", async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const running = run(["--demo", "--database", temporaryFolder()], { PORT: String(port) });
    await expectRefusal(running, new RegExp(`Port ${port} of 127.0.0.1 is in use: choose another with --port`));
  });

  test("on a folder that another collector uses", async () => {
    const folder = temporaryFolder();
    await startDemo(folder);
    await expectRefusal(run(["--demo", "--port", "0", "--database", folder]), /Another collector is using/);
  });

  test("on a folder that cannot be written", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    await expectRefusal(run(["--demo", "--port", "0"], { AFTERTASK_DATABASE: file }), /--database/);
  });

  test("without a configuration where a demonstration is not wanted", () =>
    expectRefusal(run([], { AFTERTASK_DEMO: "0" }), /--config/));

  test.each([
    ["that is not there", undefined, /cannot be read/],
    ["that is not JSON", "{", /is not JSON/],
    ["without an origin", '{"projects":[{"key":"k","origins":[],"touchpoints":"open"}]}', /origins must name/],
  ])("with a configuration %s", async (_, text, reason) => {
    const folder = temporaryFolder();
    const file = join(folder, "aftertask.json");
    if (text !== undefined) writeFileSync(file, text);
    await expectRefusal(run(["--config", file, "--admin-token", TOKEN, "--database", folder, "--port", "0"]), reason);
  });

  test("as a demonstration for other machines", () => expectRefusal(run(["--demo"], { HOST: "0.0.0.0" }), /--host/));
});

test("with a configuration it serves its projects, and reports to who has the token", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "aftertask.json");
  writeFileSync(
    file,
    '{"projects":[{"key":"pk_intranet","origins":["https://intranet.example"],"touchpoints":"open"}]}',
  );
  const env = { AFTERTASK_CONFIG: file, AFTERTASK_ADMIN_TOKEN: TOKEN, AFTERTASK_DATABASE: folder, PORT: "0" };
  const running = run([], env);
  const address = (await running.ready).replace("Aftertask is ready at ", "");
  expect(await send(address, [rating()])).toMatchObject([{ status: "stored" }]);
  const report = `${address}v1/report?key=pk_intranet`;
  expect((await fetch(report)).status).toBe(401);
  expect((await fetch(report, { headers: { Authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
  expect(running.err()).not.toContain(TOKEN);
});
