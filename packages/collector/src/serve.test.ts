import { mkdirSync, symlinkSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../test/temporary-folder.js";
import { serve } from "./serve.js";
import { readSettings } from "./settings.js";
import { openSqlite } from "./store/sqlite/open.js";

function listen(port: number): Promise<Server> {
  const server = createServer();
  onTestFinished(() => void server.close());
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

async function freePort(): Promise<number> {
  const server = await listen(0);
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

test("a collector that cannot be made leaves neither its port nor its folder taken", async () => {
  const publicFolder = temporaryFolder();
  mkdirSync(join(publicFolder, "script"));
  symlinkSync("nothing", join(publicFolder, "script", "aftertask.js"));
  const [port, database] = [await freePort(), temporaryFolder()];
  const settings = readSettings(["--demo", "--port", String(port), "--database", database], {});

  await expect(serve(settings, publicFolder)).rejects.toThrow("ENOENT");

  await expect(listen(port)).resolves.toBeDefined();
  await openSqlite(database).close();
});
