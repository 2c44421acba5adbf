import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "./free-port.js";

test("no port is one that is listened at, nor one that a system would give to somebody else", async () => {
  const port = await freePort();
  expect(port).toBeLessThan(32_768);
  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const other = await freePort();
  const drawn = [port, port, other];
  expect(await freePort(() => drawn.shift() ?? 0)).toBe(other);
});

test("where no port is free, that is said", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : 0;
  await expect(freePort(() => taken)).rejects.toThrow("EADDRINUSE");
});
