import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";

const SCRIPTS = new URL("../../../packages/widget/dist/script/", import.meta.url);

export const STRICT =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** What the endpoint does with a rating: takes it, never answers, is out of order, or will never take it. */
export type Manner = "takes" | "hangs" | "fails" | "refuses";

/** How the page that embeds the widget looks. */
export interface HostPage {
  lang?: string;
  dir?: "ltr" | "rtl";
  /** Inside `<main>`, below the heading, the field and the buttons. */
  main?: string;
  css?: string;
  /** Of the script tag. */
  key?: string;
  /** Further attributes of the script tag. */
  script?: string;
  /** The Content-Security-Policy; `undefined` sends none. Default: the strictest. */
  policy?: string | undefined;
  scriptTags?: number;
}

const CSS = `
body { margin: 0; font: 16px/1.5 sans-serif; color: CanvasText; background: Canvas; }
:root { color-scheme: light dark; }
header, main { padding: 8px 16px; }
`;

/**
 * A small page of somebody else's with the built script on it, and the endpoint behind it. The page can be changed between
 * two visits, and what is served of the widget can be changed on its way: that is how defects are seeded.
 */
export class HostServer {
  readonly posts: string[] = [];
  page: HostPage = {};
  manner: Manner = "takes";
  /** Files of the widget that cannot be had. */
  missing: RegExp | undefined;
  /** Changes a file of the widget on its way. */
  change: ((code: string, name: string) => string) | undefined;
  readonly #held: (() => void)[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<HostServer> {
    const host = new HostServer();
    host.#server.listen(0, "127.0.0.1");
    await once(host.#server, "listening");
    return host;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers what it has let hang. */
  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.address);
    if (pathname === "/v1/ratings") return this.#takeRatings(request, response);
    if (pathname === "/page.css") return send(response, "text/css", CSS + (this.page.css ?? ""));
    if (pathname.endsWith(".js")) return this.#sendScript(basename(pathname), response);
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    const { policy } = { policy: STRICT, ...this.page };
    if (policy) response.setHeader("content-security-policy", policy);
    return send(response, "text/html", htmlOf(this.page));
  }

  async #sendScript(name: string, response: ServerResponse): Promise<void> {
    if (this.missing?.test(name)) return void response.writeHead(404).end();
    const code = await readFile(new URL(name, SCRIPTS), "utf8").catch(() => undefined);
    if (code === undefined) return void response.writeHead(404).end();
    return send(response, "text/javascript", this.change?.(code, name) ?? code);
  }

  async #takeRatings(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const part of request) body += part;
    this.posts.push(body);
    if (this.manner === "fails") return void response.writeHead(503).end();
    if (this.manner === "hangs") await new Promise<void>((go) => this.#held.push(go));
    const { ratings } = JSON.parse(body) as { ratings: { id: string }[] };
    const problem = { type: "https://aftertask.dev/problems/already-rated", title: "Already rated" };
    const verdict = this.manner === "refuses" ? { status: "refused", problem } : { status: "stored" };
    send(response, "application/json", JSON.stringify({ results: ratings.map(({ id }) => ({ id, ...verdict })) }));
  }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" }).end(body);
}

function htmlOf({
  lang = "en",
  dir = "ltr",
  main = "",
  key = "pk_host",
  script = "",
  scriptTags = 1,
}: HostPage): string {
  const tag = `<script async src="/aftertask.js" data-key="${key}" ${script} data-fatigue="off"></script>`;
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Somebody else's page</title>
    <link rel="stylesheet" href="/page.css">
    ${tag.repeat(scriptTags)}
  </head>
  <body>
    <header><a href="#main">Requests</a></header>
    <main id="main">
      <h1>Requests</h1>
      <p><label>Note <input id="field"></label></p>
      <p><button id="first">Open case</button> <button id="second">Print list</button></p>
      ${main}
    </main>
  </body>
</html>`;
}
