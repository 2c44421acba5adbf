import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type ClientOptions, readOptions } from "../options.js";
import { sendContract } from "../../test/send.contract.js";
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
async function serve(answer: (response: ServerResponse, heard: Heard) => void, options: Partial<ClientOptions> = {}) {
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
  const endpoint = `http://127.0.0.1:${port}/v1/ratings`;
  const send = postRatings(readOptions({ endpoint, key: "pk", ...options }));
  return {
    heard,
    post: (body: string, givenUp = new Promise<void>(() => {}), outlive = true) => send(body, givenUp, outlive),
  };
}

sendContract(async () => {
  let how: { status: number; text: string; headers?: Record<string, string> } | undefined;
  const { heard, post } = await serve((response) => {
    if (how) response.writeHead(how.status, how.headers).end(how.text);
    else response.destroy();
  });
  return {
    send: post,
    answer: (next) => (how = next),
    bodies: () => heard.map(({ body }) => body),
  };
});

test("posts plain text, so that no preflight is needed, without cookies or referrer", async () => {
  const { heard, post } = await serve((response) => response.end("{}"));
  await post('{"comment":"č"}');
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
  const [{ status, headers }, text] = await post("{}");
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
  await expect(post("{}")).rejects.toThrow();
});

test("a request that is given up is no reply", async () => {
  const { post } = await serve(() => {});
  await expect(post("{}", Promise.resolve())).rejects.toThrow();
});

test("an endpoint that takes no plain text gets JSON, once in the same attempt and then at once", async () => {
  const { heard, post } = await serve((response, { headers }) => {
    response.writeHead(headers["content-type"] === "application/json" ? 200 : 415).end("{}");
  });
  expect((await post('{"a":1}'))[0].status).toBe(200);
  expect((await post("{}"))[0].status).toBe(200);
  expect(heard.map(({ headers, body }) => [headers["content-type"], body])).toEqual([
    ["text/plain", '{"a":1}'],
    ["application/json", '{"a":1}'],
    ["application/json", "{}"],
  ]);
});

test("an endpoint that takes neither is asked once in each way", async () => {
  const { heard, post } = await serve((response) => response.writeHead(415).end());
  expect((await post("{}"))[0].status).toBe(415);
  expect(heard).toHaveLength(2);
});

const FOREIGN = { acknowledge: "status" } as const;

test("where the status acknowledges, JSON is sent as such: a server that reads no plain text would say 2xx to nothing", async () => {
  const { heard, post } = await serve((response) => response.end("ok"), FOREIGN);
  expect((await post("{}"))[1]).toBe("ok");
  expect(heard[0]?.headers["content-type"]).toBe("application/json");
});

test("there, a redirect is no reply: the page that it leads to would say 2xx to a request without a body", async () => {
  const { heard, post } = await serve((response, { method }) => {
    response.writeHead(method === "POST" ? 302 : 200, { location: "/elsewhere" }).end("[]");
  }, FOREIGN);
  await expect(post("{}")).rejects.toThrow();
  expect(heard).toHaveLength(1);
});

test("the host's headers are sent, and none of them says what the body is", async () => {
  const { heard, post } = await serve((response) => response.end("{}"), {
    ...FOREIGN,
    headers: { Authorization: "Bearer x", "content-type": "text/plain" },
  });
  await post("{}");
  expect(heard[0]?.headers).toMatchObject({ authorization: "Bearer x", "content-type": "application/json" });
});

test("the host's transport is given what fetch would be given, and its answer is read", async () => {
  const asked: [string, RequestInit][] = [];
  const { post } = await serve(() => {}, {
    transport: async (...request) => {
      asked.push(request);
      return new Response("mine", { status: 202 });
    },
  });
  const [{ status }, text] = await post('{"a":1}');
  expect([status, text]).toEqual([202, "mine"]);
  expect(asked[0]?.[0]).toMatch(/v1.ratings$/);
  expect(asked[0]?.[1]).toMatchObject({ method: "POST", body: '{"a":1}', credentials: "omit", keepalive: true });
});

test("a fetch that is replaced later is the one that is used", async () => {
  const { post } = await serve(() => {});
  const before = globalThis.fetch;
  globalThis.fetch = async () => new Response("replaced");
  try {
    expect((await post("{}"))[1]).toBe("replaced");
  } finally {
    globalThis.fetch = before;
  }
});

test("only a request that is to outlive its page is kept alive", async () => {
  const kept: unknown[] = [];
  const { post } = await serve(() => {}, {
    transport: async (_, { keepalive }) => {
      kept.push(keepalive);
      return new Response("{}");
    },
  });
  await post("{}");
  await post("{}", undefined, false);
  expect(kept).toEqual([true, false]);
});

test("a transport that throws at once is a request without a reply", async () => {
  const { post } = await serve(() => {}, {
    transport: () => {
      throw new Error("not signed in");
    },
  });
  await expect(post("{}")).rejects.toThrow("not signed in");
});
