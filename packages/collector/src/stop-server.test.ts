import { once } from "node:events";
import type { RequestListener, ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createHttpServer } from "./http-server.js";
import { stopperOf } from "./stop-server.js";

const HEAD = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";

/** Longer than any test: what is over before has not waited for it. */
const FOR_EVER = 3_600_000;

const sayHello: RequestListener = (request, response) => {
  request.on("end", () => response.end("hello")).resume();
};

async function serving(answer: RequestListener, within: number) {
  const server = createHttpServer();
  const stop = stopperOf(server, within);
  server.on("request", answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => server.closeAllConnections());
  return {
    stop,
    /** Opens a connection, and settles when the server has read what it says. */
    async open(words: string) {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      const [other] = (await once(server, "connection")) as [Socket];
      let heard = "";
      socket.on("data", (chunk) => (heard += String(chunk))).on("error", () => {});
      const ended = once(socket, "close").then(() => heard);
      socket.write(words);
      await expect.poll(() => other.bytesRead).toBe(words.length);
      return { socket, ended, heard: () => heard };
    },
  };
}

test("nobody waits for a connection that has said nothing, nor for one that was answered", async () => {
  const { open, stop } = await serving(sayHello, FOR_EVER);
  const silent = await open("");
  const answered = await open(`${HEAD}{}`);
  await expect.poll(answered.heard).toContain("hello");
  await stop();
  expect(await silent.ended).toBe("");
  expect(await answered.ended).toMatch(/^HTTP\/1\.1 200 [^]*hello$/);
});

test.each([
  ["headers", HEAD.slice(0, -2), "\r\n{}"],
  ["body", `${HEAD}{`, "}"],
])("a request that is within its %s is answered to the end", async (_, before, rest) => {
  const { open, stop } = await serving(sayHello, FOR_EVER);
  const { socket, ended } = await open(before);
  const stopped = stop();
  socket.write(rest);
  expect(await ended).toMatch(/^HTTP\/1\.1 200 [^]*hello$/);
  await stopped;
});

test("an answer that is still on its way to a slow reader arrives whole", async () => {
  const large = "x".repeat(30_000_000);
  const { open, stop } = await serving((_, response) => response.end(large), FOR_EVER);
  const { socket, ended } = await open(`${HEAD}{}`);
  socket.pause();
  const stopped = stop();
  setTimeout(() => socket.resume(), 200);
  expect((await ended).split("\r\n\r\n")[1]).toHaveLength(large.length);
  await stopped;
});

test("a request that begins behind one that is under way is answered, and told that it is the last", async () => {
  const answers: ServerResponse[] = [];
  const { open, stop } = await serving((_, response) => answers.push(response), FOR_EVER);
  const { socket, ended } = await open(`${HEAD}{}`);
  const stopped = stop();
  socket.write(`${HEAD}{}`);
  await expect.poll(() => answers.length).toBe(2);
  for (const [number, answer] of answers.entries()) answer.end(`answer ${number}`);
  expect(await ended).toMatch(/answer 0HTTP\/1\.1 200 [^]*Connection: close[^]*answer 1$/);
  await stopped;
});

test.each([
  ["whose headers do not end", HEAD.slice(0, -2)],
  ["whose body does not end", `${HEAD}{`],
  ["that nobody answers", `${HEAD}{}`],
])("a request %s is told to come again when the time is over", async (_, words) => {
  const { open, stop } = await serving(() => {}, 1);
  const { ended } = await open(words);
  await stop();
  expect(await ended).toMatch(/^HTTP\/1\.1 503 [^]*Connection: close[^]*\/unavailable"/);
});

test("within an answer that has begun nothing else is said", async () => {
  const { open, stop } = await serving((_, response) => void response.write("half an answ"), 1);
  const { ended, heard } = await open(`${HEAD}{}`);
  await expect.poll(heard).toContain("half");
  await stop();
  expect(await ended).toMatch(/half an answ\r\n$/);
});
