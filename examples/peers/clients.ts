import { collectorEndpoint } from "./collector-endpoint.js";
import {
  fromAmplitude,
  fromFaro,
  fromOpenTelemetry,
  fromPostHog,
  fromSegment,
  fromSentry,
  fromSnowplow,
} from "./decode.js";
import { type Endpoint, standIn } from "./endpoint.js";

/** A client as the comparison knows it. */
export interface Client {
  /** The word for it on the command line, and the name of its page in `sdks/pages`. */
  name: string;
  /** Whose version is stated. */
  package: string;
  /** How it is set up, beyond its defaults. */
  configuration: string;
  /** What tells its events apart at the receiver. */
  identity: string;
  endpoint(): Promise<Endpoint>;
}

const JSON_TYPE = "application/json";

export const CLIENTS: readonly Client[] = [
  {
    name: "segment",
    package: "@segment/analytics-next",
    configuration:
      "standard delivery with its persisted queue (`retryQueue: true`), `backoffConfig: { maxRetryCount: 100, maxBackoffInterval: 10 }` (seconds); settings given inline instead of fetched",
    identity: "`messageId`",
    endpoint: standIn(/^\/v1\/[tb]$/, fromSegment, { status: 200, type: JSON_TYPE, body: '{"success":true}' }),
  },
  {
    name: "posthog",
    package: "posthog-js",
    configuration:
      '`request_batching: false` (sends at once), `persistence: "localStorage"`; automatic capture, flags, surveys and recording off',
    identity: "`uuid`",
    endpoint: standIn(/^\/(e|i\/v0\/e|batch|capture)\/?$/, fromPostHog, {
      status: 200,
      type: JSON_TYPE,
      body: '{"status":"Ok"}',
    }),
  },
  {
    name: "sentry",
    package: "@sentry/browser",
    configuration:
      "`makeBrowserOfflineTransport(makeFetchTransport)`, `transportOptions: { maxQueueSize: 1000, flushAtStartup: true }`; default integrations and client reports off",
    identity: "`event_id`",
    endpoint: standIn(/^\/api\/1\/envelope\/$/, fromSentry, { status: 200, type: JSON_TYPE, body: "{}" }),
  },
  {
    name: "snowplow",
    package: "@snowplow/browser-tracker",
    configuration: "`bufferSize: 1`, `maxLocalStorageQueueSize: 1000`, `retryFailedRequests: true`, `keepalive: true`",
    identity: "`eid`",
    endpoint: standIn(/^\/com\.snowplowanalytics\.snowplow\/tp2$/, fromSnowplow, {
      status: 200,
      type: "text/plain",
      body: "ok",
    }),
  },
  {
    name: "rudderstack",
    package: "@rudderstack/analytics-js",
    configuration:
      "the bundled build, `queueOptions: { maxItems: 1000, maxAttempts: 100, maxRetryDelay: 10000, backoffJitter: 0.5 }`; source configuration given inline, sessions off",
    identity: "`messageId`",
    endpoint: standIn(/^\/(v1|beacon\/v1)\/(track|batch)$/, fromSegment, {
      status: 200,
      type: "text/plain",
      body: "OK",
    }),
  },
  {
    name: "amplitude",
    package: "@amplitude/analytics-browser",
    configuration:
      "`flushMaxRetries: 100`, `flushIntervalMillis: 100`, its localStorage queue; automatic capture, remote configuration and diagnostics off",
    identity: "`insert_id`",
    endpoint: standIn(
      /^\/2\/httpapi$/,
      fromAmplitude,
      {
        status: 200,
        type: JSON_TYPE,
        body: '{"code":200,"events_ingested":1,"payload_size_bytes":1,"server_upload_time":1}',
      },
      {
        type: JSON_TYPE,
        body: '{"code":429,"error":"Too many requests for some devices and users","eps_threshold":30,"throttled_devices":{},"throttled_users":{},"throttled_events":[],"exceeded_daily_quota_devices":{},"exceeded_daily_quota_users":{}}',
      },
    ),
  },
  {
    name: "faro",
    package: "@grafana/faro-web-sdk",
    configuration:
      "`batching: { enabled: false }` (sends at once), `bufferSize: 1000`, `retry: { maxAttempts: 100, maxBackoffMs: 10000 }`; instrumentations and dedupe off",
    identity: "an attribute of ours; `Idempotency-Key` of the request",
    endpoint: standIn(/^\/collect$/, fromFaro, { status: 202, type: "text/plain", body: "" }),
  },
  {
    name: "opentelemetry",
    package: "@opentelemetry/exporter-logs-otlp-http",
    configuration:
      "`BatchLogRecordProcessor` with `scheduledDelayMillis: 100`, `exportTimeoutMillis: 35000`; exporter with `timeoutMillis: 30000`",
    identity: "an attribute of ours; events have no id",
    endpoint: standIn(/^\/v1\/logs$/, fromOpenTelemetry, { status: 200, type: JSON_TYPE, body: "{}" }),
  },
  {
    name: "aftertask",
    package: "@aftertask/client",
    configuration: "defaults; the endpoint is the real collector on SQLite",
    identity: "`id`",
    endpoint: collectorEndpoint,
  },
];
