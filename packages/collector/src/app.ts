import { describeApi } from "@aftertask/schema";
import { Hono } from "hono";
import { eraseRating, type ErasingPorts } from "./access/erase-rating.js";
import { readRating, type ReadPorts } from "./access/read-rating.js";
import { type Answer, READABLE, responseOf } from "./answer.js";
import { PAGE_POLICY, servePages } from "./demo/pages.js";
import { FAVICON } from "./favicon.js";
import type { AdminGuard } from "./guard/admin.js";
import { clientAddress, networkOf } from "./guard/address.js";
import type { Arrived } from "./guard/body.js";
import { checkHost } from "./guard/host.js";
import { checkOwnPage } from "./guard/own-pages.js";
import type { RateLimiter } from "./guard/rate-limit.js";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";
import type { Rate } from "./project.js";
import { problemAnswer, problemResponse, Refusal } from "./problem.js";
import { type ReceivePorts, receiveRatings } from "./receive/receive-ratings.js";
import { readReportAsCsv, readReportAsJson, type ReportPorts } from "./report/read-report.js";
import { serveFile, type StaticFiles } from "./static-files.js";
import { VERSION } from "./version.js";

export interface AppParts {
  receive: ReceivePorts;
  access: { reading: ReadPorts; erasing: ErasingPorts };
  report: ReportPorts;
  /** Rejects when the stores do not answer. */
  check: () => Promise<void>;
  metrics: Metrics;
  admin: AdminGuard;
  script: StaticFiles;
  reportPage: StaticFiles;
  /** In a demonstration: its pages, and the names under which it may be called. */
  demo?: { examples: StaticFiles; hosts: readonly string[] };
  /** Where it is known who asks: how often each may. */
  addresses?: AddressLimit | undefined;
  log: Log;
}

/** How often the same address may ask for what costs something. */
export interface AddressLimit {
  /** Proxies of one's own before the collector. */
  proxies: number;
  rate: Rate;
  limiter: RateLimiter;
}

/** The other end of the connection, where there is one. */
export interface Bindings {
  peer?: string | undefined;
}

type Handler = (request: Request) => Response | undefined | Promise<Response | undefined>;
type Method = "GET" | "POST" | "DELETE" | "OPTIONS";

/** Request in, response out: every route, and what stands before it. */
export function createApp(parts: AppParts): Hono<{ Bindings: Bindings }> {
  const { addresses, demo, log, metrics } = parts;
  const app = new Hono<{ Bindings: Bindings }>();
  const description = json(describeApi(VERSION));
  const receive = receiveRatings(parts.receive);

  app.use(async (context, next) => {
    const refusal = demo && checkHost(context.req.raw, demo.hosts);
    if (refusal) context.res = problemResponse(refusal);
    else await next();
    const { headers } = context.res;
    headers.set("X-Content-Type-Options", "nosniff");
    if (!headers.has("Cross-Origin-Resource-Policy")) headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (/^\/v1\/ratings(\/|$)/.test(context.req.path))
      for (const [name, value] of Object.entries(READABLE)) headers.set(name, value);
  });

  const routes: [path: string, Partial<Record<Method, Handler>>][] = [
    [
      "/v1/ratings",
      {
        POST: async (request) => responseOf(await receive(request)),
        OPTIONS: () => preflight(["POST"], "Content-Type"),
      },
    ],
    [
      "/v1/ratings/:id",
      {
        GET: unstored(readRating(parts.access.reading)),
        DELETE: unstored(eraseRating(parts.access.erasing)),
        OPTIONS: () => preflight(["GET", "DELETE"]),
      },
    ],
    ["/v1/report", { GET: readReportAsJson(parts.report) }],
    ["/v1/report.csv", { GET: readReportAsCsv(parts.report) }],
    ["/report", { GET: (request) => serveFile(parts.reportPage, "", request, REPORT_PAGE) }],
    ["/report/*", { GET: (request) => serveFile(parts.reportPage, below("/report/", request), request, REPORT_PAGE) }],
    ["/openapi.json", { GET: () => description.clone() }],
    ["/metrics", { GET: measure }],
    ["/healthz", { GET: () => json({ status: "ok" }) }],
    ["/readyz", { GET: () => parts.check().then(() => json({ status: "ok" }), notReady) }],
    ["/favicon.ico", { GET: () => new Response(FAVICON, { headers: { "Content-Type": "image/svg+xml" } }) }],
  ];
  if (demo) {
    const pages: Handler = (request) => servePages(demo.examples, request);
    routes.push(["/", { GET: pages }], ["/examples/*", { GET: pages }]);
  }
  // Last: the script and its chunks lie at the top, where the loader looks for them.
  routes.push(["/:file", { GET: (request) => serveScript(parts.script, request) }]);

  for (const [path, methods] of routes)
    app.all(path, async ({ req, env }) => {
      const method = req.method === "HEAD" ? "GET" : req.method;
      const handler = isMethod(method) ? methods[method] : undefined;
      const isFile = path === "/:file";
      const refusal = path.startsWith("/v1/") && tooOften(req.raw, env?.peer, addresses);
      const answer = refusal
        ? problemResponse(refusal)
        : handler
          ? await handler(req.raw)
          : isFile && !parts.script.has(req.path.slice(1))
            ? undefined
            : notAllowed(methods);
      metrics.answered(path, answer?.status ?? 404);
      return answer ?? notFound();
    });
  app.notFound(() => notFound());
  app.onError((cause) => responseOf(failed(log)(cause)));
  return app;

  async function measure(request: Request): Promise<Response> {
    const grant = checkOwnPage(request) ?? parts.admin(request.headers.get("authorization"), "metrics:read");
    if (grant instanceof Refusal) return problemResponse(grant);
    return new Response(await metrics.text(), {
      headers: { "Content-Type": metrics.contentType, "Cache-Control": "no-store" },
    });
  }

  function notReady(cause: unknown): Response {
    log.error({ cause }, "the stores do not answer");
    return problemResponse(new Refusal("unavailable", "The stores do not answer."));
  }
}

/** Answers ratings whose body has arrived. Nothing that it is given is refused otherwise, or answered otherwise, than by the app. */
export type Receiver = (request: Arrived, peer: string | undefined) => Promise<Answer>;

/**
 * The same as the app for `POST /v1/ratings`, without the objects that stand around a request there: they cost more than
 * judging a rating does.
 */
export function createReceiver({ addresses, log, metrics, ...parts }: AppParts): Receiver {
  const receive = receiveRatings(parts.receive);
  const headers = { "X-Content-Type-Options": "nosniff", ...READABLE };
  return async (request, peer) => {
    const refusal = tooOften(request, peer, addresses);
    const answer = refusal ? problemAnswer(refusal) : await receive(request).catch(failed(log));
    metrics.answered("/v1/ratings", answer.status);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}

function tooOften(
  { headers }: Pick<Arrived, "headers">,
  peer: string | undefined,
  addresses: AddressLimit | undefined,
): Refusal | undefined {
  if (!addresses || peer === undefined) return undefined;
  const address = clientAddress(peer, headers.get("x-forwarded-for"), addresses.proxies);
  return addresses.limiter.take(networkOf(address), addresses.rate);
}

function failed(log: Log): (cause: unknown) => Answer {
  return (cause) => {
    log.error({ cause }, "a request failed");
    return problemAnswer(new Refusal("internal", "The request could not be served. Try again later."));
  };
}

const REPORT_PAGE = {
  "Content-Security-Policy": `${PAGE_POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "Referrer-Policy": "no-referrer",
};

/** Seconds for which a browser may remember the answer to a preflight. */
const PREFLIGHT_AGE = "7200";

/** Tells a browser what pages of any origin may do. */
function preflight(methods: readonly Method[], headers?: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": methods.join(", "),
      ...(headers && { "Access-Control-Allow-Headers": headers }),
      "Access-Control-Max-Age": PREFLIGHT_AGE,
      Allow: allowing([...methods, "OPTIONS"]),
    },
  });
}

/** Whoever comes after the respondent at the same browser must not find the answer in its cache. */
function unstored(handler: (request: Request) => Promise<Response>): Handler {
  return async (request) => {
    const answer = await handler(request);
    answer.headers.set("Cache-Control", "no-store");
    return answer;
  };
}

/** Names that carry a hash of their content. */
const HASHED = /-[\w-]{8}\.js$/;

/** The script is for other origins' pages. The loader is asked for anew each time, so that it never names files of an older build. */
function serveScript(script: StaticFiles, request: Request): Response | undefined {
  const name = below("/", request);
  return serveFile(script, name, request, {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    ...(HASHED.test(name) && { "Cache-Control": "public, max-age=31536000, immutable" }),
  });
}

function below(prefix: string, request: Request): string {
  return new URL(request.url).pathname.slice(prefix.length);
}

function isMethod(method: string): method is Method {
  return method === "GET" || method === "POST" || method === "DELETE" || method === "OPTIONS";
}

function notAllowed(methods: Partial<Record<Method, Handler>>): Response {
  const allow = allowing(Object.keys(methods));
  return problemResponse(new Refusal("method-not-allowed", `Use ${allow}.`, { headers: { Allow: allow } }));
}

function allowing(methods: readonly string[]): string {
  return methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
}

/** Readable for pages: a wrong endpoint would look like a lack of CORS to them. */
function notFound(): Response {
  const detail = "Look at the address: nothing is served there. Ratings are posted to /v1/ratings.";
  return problemResponse(new Refusal("not-found", detail, { headers: { ...READABLE } }));
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), {
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}
