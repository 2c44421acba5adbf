import type { RatingResult } from "@aftertask/schema/words";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/**
 * Figures on the collector's work. None carries a touchpoint, a provider or a key: together with the time of reading, such a
 * count would tell who has just answered.
 */
export interface Metrics {
  /** A request was answered. `route` is a path of the route table, never the path that was asked for. */
  answered(route: string, status: number): void;
  /** One rating was judged. */
  judged(status: RatingResult["status"]): void;
  /** So many rows were committed to the intake in one transaction, which took so many seconds. */
  committed(rows: number, seconds: number): void;
  /** So many rows went from the intake to ratings and ledger. */
  mixed(rows: number): void;
  /** A browser gave ratings up, and says why. Told at least once: a request that is repeated is counted again. */
  lost(because: string, count: number): void;
  /** What `text` is, as a media type. */
  readonly contentType: string;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
}

/** Reasons that clients of ours give; whatever else a sender writes is counted as one. */
const KNOWN_LOSSES = ["expired", "outbox-full"];

/** Seconds. A commit waits for the disk: some milliseconds on an SSD, some tens on a disk that turns. */
const COMMIT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

export interface MetricsOptions {
  /** Rows that wait for their transaction, now. */
  waiting: () => number;
  /** Whether the process is told of, too: memory, processor, event loop. Default: no. */
  process?: boolean;
}

export function createMetrics({ waiting, process = false }: MetricsOptions): Metrics {
  const register = new Registry();
  const registers = [register];
  if (process) collectDefaultMetrics({ register });

  const answers = new Counter({
    name: "aftertask_answers_total",
    help: "Requests that were answered, by route and status.",
    labelNames: ["route", "status"],
    registers,
  });
  const ratings = new Counter({
    name: "aftertask_ratings_total",
    help: "Ratings that were judged, by result. A rating that is sent again is a duplicate.",
    labelNames: ["result"],
    registers,
  });
  const commits = new Histogram({
    name: "aftertask_commit_seconds",
    help: "Time from the beginning of a transaction to its end on disk.",
    buckets: COMMIT_BUCKETS,
    registers,
  });
  const rows = new Counter({
    name: "aftertask_committed_rows_total",
    help: "Rows that were committed to the intake.",
    registers,
  });
  const mixed = new Counter({
    name: "aftertask_mixed_rows_total",
    help: "Rows that the mix has moved from the intake to ratings and ledger.",
    registers,
  });
  const lost = new Counter({
    name: "aftertask_lost_total",
    help: "Ratings that browsers gave up, by reason, as far as they could still tell.",
    labelNames: ["because"],
    registers,
  });
  const queue = new Gauge({
    name: "aftertask_waiting_rows",
    help: "Rows that wait for their transaction.",
    registers,
  });

  // Looked up once by its labels: that costs more than counting does.
  const known = new Map<string, { inc(): void }>();
  function one(counter: Counter, labels: Record<string, string | number>): void {
    const name = Object.values(labels).join(" ");
    const child = known.get(name) ?? counter.labels(labels);
    known.set(name, child);
    child.inc();
  }

  return {
    answered: (route, status) => one(answers, { route, status }),
    judged: (result) => one(ratings, { result }),
    committed(count, seconds) {
      rows.inc(count);
      commits.observe(seconds);
    },
    mixed: (count) => mixed.inc(count),
    lost: (because, count) => lost.inc({ because: KNOWN_LOSSES.includes(because) ? because : "other" }, count),
    contentType: register.contentType,
    text() {
      queue.set(waiting());
      return register.metrics();
    },
  };
}
