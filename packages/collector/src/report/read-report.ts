import { reportQuerySchema } from "@aftertask/schema";
import { isoWeekOf, type Report, type ReportRow } from "@aftertask/schema/words";
import type { CarefulClock } from "../clock.js";
import { firstIssue, pathOf, sentenceOf } from "../fault.js";
import type { AdminGuard, Grant } from "../guard/admin.js";
import { findReadable, type Projects } from "../guard/key.js";
import { checkOwnPage } from "../guard/own-pages.js";
import type { Turns } from "../guard/turns.js";
import type { Limits } from "../limits.js";
import type { Mixer } from "../mix/mix.js";
import { problemResponse, Refusal } from "../problem.js";
import type { Published } from "../store/published.js";
import type { Ratings } from "../store/ratings.js";
import { isWeek } from "../week.js";
import { toCsv } from "./csv.js";
import { makeRoom } from "./make-room.js";
import { publishClosed } from "./publish-closed.js";
import { publishWeek, showAmong } from "./publish-week.js";

export interface ReportPorts {
  projects: Projects;
  admin: AdminGuard;
  ratings: Ratings;
  published: Published;
  mixer: Mixer;
  limits: Pick<Limits, "reportRows">;
  /** Reports are made one after the other, so that however many are asked for, they hold up receiving like one. */
  turns: Turns;
  /** Settles when everything that was received has been committed. */
  settled: () => Promise<void>;
  now: CarefulClock;
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

async function readReport(
  url: URL,
  grant: Grant,
  { projects, ratings, published, mixer, limits, settled, now }: ReportPorts,
): Promise<Report | Refusal> {
  const query = reportQuerySchema.safeParse(Object.fromEntries(url.searchParams));
  if (!query.success) {
    const issue = firstIssue(query.error);
    const field = pathOf(issue);
    return new Refusal("invalid-query", `The parameter ${field} ${sentenceOf(issue)}.`, { field });
  }
  const { key, touchpoint, from, to } = query.data;
  for (const [field, week] of Object.entries({ from, to }))
    if (week !== undefined && !isWeek(week))
      return new Refusal("invalid-query", `The parameter ${field} must be a week that there is: ${week} is none.`, {
        field,
      });
  if (from !== undefined && to !== undefined && from > to)
    return new Refusal("invalid-query", "The parameter from must not be later than to.", { field: "from" });
  const project = findReadable(projects, key, grant);
  if (project instanceof Refusal) return project;

  const isWanted = (row: { touchpoint: string }) => touchpoint === undefined || row.touchpoint === touchpoint;

  // The week is read before the mix: a week that closes meanwhile might still lack what is on its way.
  const openWeek = isoWeekOf(await now());
  await settled();
  await mixer.run();

  const weeks: ReportRow[][] = [];
  if (project.publication === "immediate") {
    for (const week of await ratings.weeks({ project: key, touchpoint, from, to }))
      weeks.push(await publishWeek(week, ratings.answers(key, week, touchpoint), project.minimumGroup));
  } else {
    await publishClosed(project, openWeek, { ratings, published });
    for (const { week, rows } of await published.read(key, openWeek, { from, to }))
      // A collector whose clock is a little ahead may have published a week that is open here.
      if (week < openWeek)
        weeks.push(
          showAmong(
            rows.filter(({ row }) => isWanted(row)),
            project.minimumGroup,
          ),
        );
  }

  const fitted = makeRoom(weeks.flat(), limits.reportRows);
  if (!fitted) {
    const detail = `The report has more than ${limits.reportRows} rows: ask for fewer weeks (from, to) or one touchpoint.`;
    return new Refusal("invalid-query", detail, { field: "from" });
  }
  return {
    version: 1,
    key,
    minimumGroup: project.minimumGroup,
    publication: project.publication,
    publishedAt: openWeek,
    rows: fitted.rows,
    ...(fitted.leftOut > 0 && { leftOut: fitted.leftOut }),
  };
}
