import type { Report } from "@aftertask/schema/words";
import type { AdminGuard, Grant } from "../guard/admin.js";
import { findReadable, type Projects } from "../guard/key.js";
import { checkOwnPage } from "../guard/own-pages.js";
import type { Turns } from "../guard/turns.js";
import type { Limits } from "../limits.js";
import type { Log } from "../log.js";
import { problemResponse, Refusal } from "../problem.js";
import { compose } from "./compose.js";
import { toCsv } from "./csv.js";
import { gather, type GatherPorts } from "./gather.js";
import { readQuery } from "./query.js";

export interface ReportPorts extends GatherPorts {
  projects: Projects;
  admin: AdminGuard;
  limits: Pick<Limits, "reportRows">;
  /** Reports are made one after the other, so that however many are asked for, they hold up receiving like one. */
  turns: Turns;
  log: Log;
}

/** `GET /v1/report`. */
export function readReportAsJson(ports: ReportPorts): (request: Request) => Promise<Response> {
  return (request) =>
    answer(request, ports, (report) => [JSON.stringify(report), { "Content-Type": "application/json" }]);
}

/** `GET /v1/report.csv`: the same report. */
export function readReportAsCsv(ports: ReportPorts): (request: Request) => Promise<Response> {
  return (request) =>
    answer(request, ports, (report) => [
      toCsv(report),
      {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": 'attachment; filename="aftertask-report.csv"',
      },
    ]);
}

async function answer(
  request: Request,
  ports: ReportPorts,
  write: (report: Report) => [body: string, headers: Record<string, string>],
): Promise<Response> {
  const grant = checkOwnPage(request) ?? ports.admin(request.headers.get("authorization"), "report:read");
  const report =
    grant instanceof Refusal ? grant : await ports.turns.take(() => readReport(new URL(request.url), grant, ports));
  if (report instanceof Refusal) return problemResponse(report);
  const [body, headers] = write(report);
  return new Response(body, { headers: { ...headers, "Cache-Control": "no-store" } });
}

async function readReport(url: URL, grant: Grant, ports: ReportPorts): Promise<Report | Refusal> {
  const { projects, limits, log } = ports;
  const query = readQuery(url.searchParams);
  if (query instanceof Refusal) return query;
  const project = findReadable(projects, query.key, grant);
  if (project instanceof Refusal) return project;

  const gathered = await gather(project, query, ports).catch((cause: unknown) => {
    log.error({ cause }, "a report could not be read");
    return new Refusal("unavailable", "The report could not be read. Try again later.");
  });
  if (gathered instanceof Refusal) return gathered;

  const report = compose(project, query.touchpoint, gathered, limits.reportRows);
  if (report) return report;
  const detail = `The report has more than ${limits.reportRows} rows: ask for fewer weeks (from, to) or one touchpoint.`;
  return new Refusal("invalid-query", detail, { field: "from" });
}
