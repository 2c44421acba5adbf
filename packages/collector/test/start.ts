import type { Problem, Rating, RatingResult, Report } from "@aftertask/schema/words";
import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { type CollectorOptions, createCollector } from "../src/collector.js";
import { parseConfig } from "../src/config.js";
import { freshPlace } from "./fresh-place.js";
import type { Place } from "./place.js";

export const TOKEN = "a-secret-that-has-thirty-two-characters";
export const ORIGIN = "https://intranet.example";
export const SATURDAY = Date.UTC(2026, 10, 21, 9, 30);

/** A project like those in a configuration, for tests that are about neither configuration nor rates. */
export function projects(change: object = {}) {
  const project = { key: "pk_intranet", origins: [ORIGIN], touchpoints: "open", rate: "unlimited", ...change };
  return parseConfig({ projects: [project] }).projects;
}

export type Running = Awaited<ReturnType<typeof start>>;

/** A collector on a real database, with a clock that the test turns. It ends with the test. */
export async function start(options: Partial<CollectorOptions> = {}, at?: Place) {
  const place = at ?? (await freshPlace());
  const clock = { now: SATURDAY };
  const collector = createCollector({
    serve: { projects: projects(), admin: { token: TOKEN } },
    stores: options.stores ?? (await place.open()),
    now: () => clock.now,
    ...options,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= collector.stop());
  onTestFinished(stop);

  const request = async (path: string, init?: RequestInit) =>
    collector.fetch(new Request(new URL(path, "http://127.0.0.1:4600/"), init));
  return {
    place,
    clock,
    collector,
    stop,
    request,
    post: (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      request("/v1/ratings", { method: "POST", body, headers: { "Content-Type": "text/plain", ...headers } }),
    async send(ratings: unknown[], key = "pk_intranet"): Promise<RatingResult[]> {
      const answer = await this.post(envelope(ratings, { key }));
      if (answer.status !== 200) throw new Error(await answer.text());
      return ((await answer.json()) as { results: RatingResult[] }).results;
    },
    async report(query = "key=pk_intranet"): Promise<Report> {
      const answer = await request(`/v1/report?${query}`, { headers: { Authorization: `Bearer ${TOKEN}` } });
      if (answer.status !== 200) throw new Error(await answer.text());
      return (await answer.json()) as Report;
    },
  };
}

export function envelope(ratings: unknown[], change: object = {}): string {
  return JSON.stringify({ version: 1, key: "pk_intranet", ratings, ...change });
}

/** A new rating of a new task. */
export function rating(change: Partial<Rating> = {}): Rating {
  return {
    id: randomUUID(),
    touchpoint: "hr.benefits-paperwork",
    instrument: "outcome5",
    score: 4,
    ratedAt: "2026-11-21T09:29:48Z",
    task: `BEN-${randomUUID()}`,
    person: "ana",
    ...change,
  };
}

export async function problemOf(answer: Response): Promise<Problem> {
  return (await answer.json()) as Problem;
}
