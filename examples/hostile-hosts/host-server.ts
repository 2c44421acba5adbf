import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Envelope } from "@aftertask/schema/words";

const FILES = {
  "/script/": new URL("../../packages/widget/dist/script/", import.meta.url),
  // The files that an older loader names.
  "/old/": new URL("../../packages/widget/dist/script/", import.meta.url),
  "/systems/": new URL("systems/node_modules/", import.meta.url),
};
const TYPES: Record<string, string> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

export interface Page {
  html: string | Buffer;
  headers?: OutgoingHttpHeaders;
}

/** What was posted, and what was answered for it. */
export interface Posted {
  id: string;
  task: string | undefined;
  status: string;
}

/**
 * The host's own web server: its pages, the files of its systems, our script, and `/v1/ratings`, which it passes on to
 * the collector, as a reverse proxy would.
 */
export class HostServer {
  readonly posted: Posted[] = [];
  /** Every request, as method and path. */
  readonly heard: string[] = [];
  /** What browsers report of the pages' policies. */
  readonly reports: string[] = [];
  readonly #pages = new Map<string, Page>();
  readonly #server;

  private constructor(readonly collector: string | undefined) {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  /** @param collector its address; without one, every rating is said to be stored */
  static async start(collector?: string): Promise<HostServer> {
    const host = new HostServer(collector);
    host.#server.listen(0, "127.0.0.1");
    await once(host.#server, "listening");
    return host;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Calls back for every connection that somebody opens. */
  onConnection(call: () => void): void {
    this.#server.on("connection", call);
  }

  /** Adds a page and gives its address. */
  add(path: string, page: Page | string): string {
    this.#pages.set(path, typeof page === "string" ? { html: page } : page);
    return this.address + path;
  }

  /** What became of the ratings of a task, by id. */
  endsOf(task: string): Record<string, string[]> {
    const ends: Record<string, string[]> = {};
    for (const { id, task: about, status } of this.posted) if (about === task) (ends[id] ??= []).push(status);
    return ends;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const { pathname } = new URL(url, "http://host");
    this.heard.push(`${method} ${pathname}`);
    const page = this.#pages.get(pathname);
    if (page) return send(response, page.html, { "content-type": "text/html; charset=utf-8", ...page.headers });
    if (pathname === "/v1/ratings") return this.#passOn(request, response);
    if (pathname === "/policy-reports") {
      this.reports.push(await textOf(request));
      return send(response, "", {});
    }
    if (pathname === "/favicon.ico") return send(response, "", { "content-type": "image/svg+xml" });
    if (pathname === "/old/aftertask.js")
      return send(response, await olderScript(), { "content-type": "text/javascript" });
    for (const [prefix, folder] of Object.entries(FILES)) {
      if (!pathname.startsWith(prefix)) continue;
      const bytes = await fileAt(new URL(pathname.slice(prefix.length), folder));
      if (bytes) return send(response, bytes, { ...SHARED, "content-type": TYPES[extname(pathname)] ?? "text/plain" });
    }
    response.writeHead(404, { "content-type": "text/plain" }).end("There is nothing here.");
  }

  async #passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "OPTIONS") return send(response, "", { ...SHARED, ...PREFLIGHT });
    const body = await textOf(request);
    const { ratings } = JSON.parse(body) as Envelope;
    const answer = this.collector
      ? await fetch(`${this.collector}/v1/ratings`, { method: "POST", headers: { "Content-Type": "text/plain" }, body })
      : Response.json({ results: ratings.map(({ id }) => ({ id, status: "stored" })) });
    const text = await answer.text();
    const { results = [] } = JSON.parse(text) as { results?: { id: string; status: string }[] };
    for (const { id, status } of results)
      this.posted.push({ id, task: ratings.find((rating) => rating.id === id)?.task, status });
    response.writeHead(answer.status, { ...SHARED, "content-type": "application/json" }).end(text);
  }
}

/** The loader as an earlier version of ours, with the same files behind it. */
async function olderScript(): Promise<string> {
  const text = await readFile(new URL("aftertask.js", FILES["/script/"]), "utf8");
  const { version } = JSON.parse(await readFile(new URL("manifest.json", FILES["/script/"]), "utf8")) as {
    version: string;
  };
  return text.replaceAll(`"${version}"`, '"0.0.9"');
}

const SHARED = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };
const PREFLIGHT = { "access-control-allow-methods": "POST", "access-control-allow-headers": "Content-Type" };

function send(response: ServerResponse, body: string | Buffer, headers: OutgoingHttpHeaders): void {
  response.writeHead(200, headers).end(body);
}

async function fileAt(url: URL): Promise<Buffer | undefined> {
  try {
    return await readFile(fileURLToPath(url));
  } catch {
    return undefined;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
