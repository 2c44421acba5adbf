import { once } from "node:events";
import { request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { envelope, ORIGIN, rating, start, TOKEN } from "../test/start.js";
import { answerWith, createHttpServer } from "./http-server.js";

/** A collector that is served; `direct` counts the requests that went round the app. */
async function served() {
  const { collector } = await start();
  const server = createHttpServer();
  let direct = 0;
  const { receive } = collector;
  const watched = {
    ...collector,
    ...(receive && { receive: (...of: Parameters<typeof receive>) => (direct++, receive(...of)) }),
  };
  server.on("request", answerWith(watched));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { port, direct: () => direct };
}

type Sent = { body: string; headers?: Record<string, string | string[]> };

/** With its length stated, or in chunks. */
async function answered(port: number, { body, headers: own }: Sent, way: "stated" | "chunked") {
  const length = way === "stated" ? { "Content-Length": Buffer.byteLength(body) } : { "Transfer-Encoding": "chunked" };
  const request = send({
    port,
    path: "/v1/ratings",
    method: "POST",
    agent: false,
    headers: { "Content-Type": "text/plain", ...own, ...length },
  });
  request.end(body);
  const [answer] = await once(request, "response");
  let text = "";
  for await (const chunk of answer) text += chunk;
  const headers = Object.entries(answer.headers).filter(([name]) => !OWN_TO_A_WAY.includes(name));
  return { status: answer.statusCode, headers: Object.fromEntries(headers), body: text === "" ? "" : JSON.parse(text) };
}

const OWN_TO_A_WAY = ["date", "content-length", "transfer-encoding"];

const ONE = rating();

test.each<[string, Sent]>([
  ["what is stored", { body: envelope([ONE]) }],
  ["what comes from an allowed page", { body: envelope([ONE]), headers: { Origin: ORIGIN } }],
  ["what comes from another page", { body: envelope([ONE]), headers: { Origin: "https://other.example" } }],
  ["an invalid rating", { body: envelope([{ ...ONE, score: 9 }]) }],
  ["another key", { body: envelope([ONE], { key: "pk_other" }) }],
  ["no JSON", { body: "nonsense" }],
  ["nothing", { body: "" }],
  ["another media type", { body: envelope([ONE]), headers: { "Content-Type": "text/html" } }],
  ["another charset", { body: envelope([ONE]), headers: { "Content-Type": "text/plain; charset=latin1" } }],
  ["an encoding", { body: envelope([ONE]), headers: { "Content-Encoding": "gzip" } }],
  ["two origins", { body: envelope([ONE]), headers: { origin: [ORIGIN, "https://other.example"] } }],
])("%s is answered alike, whether the length of the body is stated or not", async (_, sent) => {
  const { port, direct } = await served();
  // First of all, so that both meet the same.
  await answered(port, sent, "chunked");
  const [direct1, app] = [await answered(port, sent, "stated"), await answered(port, sent, "chunked")];
  expect(direct1).toEqual(app);
  expect(direct(), "went round the app").toBe(1);
});

test("a body beyond the limit, and one whose sender leaves, are left to nobody else", async () => {
  const { port, direct } = await served();
  expect(await answered(port, { body: " ".repeat(49_153) }, "stated")).toMatchObject({ status: 413 });
  expect(direct()).toBe(0);
  const leaving = send({ port, path: "/v1/ratings", method: "POST", agent: false, headers: { "Content-Length": 100 } });
  leaving.on("error", () => {});
  leaving.write("{");
  await new Promise((resolve) => setTimeout(resolve, 20));
  leaving.destroy();
  expect(await answered(port, { body: envelope([rating()]) }, "stated")).toMatchObject({ status: 200 });
  expect(direct()).toBe(1);
});

test.each([
  "intranet.example",
  "Intranet.Example:443",
  "[::1]:4600",
  "a b",
  "a/b",
  "a@b",
  "host:99999",
  "%41",
  "256.1.1.1",
  "a.256",
  "a.0x1f",
  "08.1.1.1",
  "127.0.0.1",
  "xn--a",
  "a..b",
  "",
])("a request to the host '%s' is answered alike on both ways", async (host) => {
  const { port } = await served();
  const sent = { body: envelope([ONE]), headers: { Host: host } };
  await answered(port, sent, "chunked");
  expect(await answered(port, sent, "stated")).toEqual(await answered(port, sent, "chunked"));
});

test.each(["/report/", "/aftertask.js", "/v1/report?key=pk_intranet", "/v1/ratings/1"])(
  "a Host that is none is the sender's mistake at %s, too",
  async (path) => {
    const { port } = await served();
    const headers = { Host: "256.1.1.1", Authorization: `Bearer ${TOKEN}` };
    const request = send({ port, path, agent: false, headers });
    request.end();
    const [answer] = await once(request, "response");
    answer.resume();
    expect(answer.statusCode).toBe(400);
  },
);
