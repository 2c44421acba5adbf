import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { postRatings } from "./post-ratings.js";

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Heard {
  method: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A real server; what it heard so far, and how to post to it. */
async function serve(answer: (response: ServerResponse, heard: Heard) => void) {
  const heard: Heard[] = [];
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const one = { method: request.method, headers: request.headers, body };
      heard.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { heard, post: postRatings(`http://127.0.0.1:${port}/v1/ratings`) };
}

test("posts plain text, so that no preflight is needed, without cookies or referrer", async () => {
  const { heard, post } = await serve((response) => response.end("{}"));
  await post('{"comment":"č"}').reply;
  expect(heard).toMatchObject([{ method: "POST", body: '{"comment":"č"}' }]);
  expect(heard[0]?.headers["content-type"]).toMatch(/^text\/plain/);
  expect(heard[0]?.headers).not.toHaveProperty("cookie");
  expect(heard[0]?.headers).not.toHaveProperty("referer");
});

test("hands back the status, the whole text and the headers", async () => {
  const { post } = await serve((response) => {
    response.writeHead(503, { "retry-after": "7", date: "Sat, 21 Nov 2026 12:00:00 GMT" });
    response.write("half, ");
    setTimeout(() => response.end("whole"), 20);
  });
  const { status, text, headers } = await post("{}").reply;
  expect([status, text]).toEqual([503, "half, whole"]);
  expect(headers.get("Retry-After")).toBe("7");
  expect(headers.get("Date")).toBe("Sat, 21 Nov 2026 12:00:00 GMT");
  expect(headers.get("X-Other")).toBe(null);
});

test("an answer that breaks off in its middle is no reply", async () => {
  const { post } = await serve((response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"results":[');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(post("{}").reply).rejects.toThrow();
});

test("a request that is given up is no reply", async () => {
  const { post } = await serve(() => {});
  const { reply, abort } = post("{}");
  abort();
  await expect(reply).rejects.toThrow();
});

test("an endpoint that takes no plain text gets JSON, once in the same attempt and then at once", async () => {
  const { heard, post } = await serve((response, { headers }) => {
    response.writeHead(headers["content-type"] === "application/json" ? 200 : 415).end("{}");
  });
  expect((await post('{"a":1}').reply).status).toBe(200);
  expect((await post("{}").reply).status).toBe(200);
  expect(heard.map(({ headers, body }) => [headers["content-type"], body])).toEqual([
    ["text/plain", '{"a":1}'],
    ["application/json", '{"a":1}'],
    ["application/json", "{}"],
  ]);
});

test("an endpoint that takes neither is asked once in each way", async () => {
  const { heard, post } = await serve((response) => response.writeHead(415).end());
  expect((await post("{}").reply).status).toBe(415);
  expect(heard).toHaveLength(2);
});
