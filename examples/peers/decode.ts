import { gunzipSync, inflateSync } from "node:zlib";

/** One event as it arrived: the mark that the runner put into it, and the client's own id of it if it has one. */
export interface Arrival {
  mark: string;
  id: string | null;
}

type Json = { [name: string]: Json } & Json[] & string;

/** The text of a body, whatever it was packed in: gzip, deflate, or base64 in a form field as beacons send it. */
function textOf(body: Buffer): string {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body).toString();
  if (body[0] === 0x78 && body.length > 2 && (body[1] ?? 0) !== 0x22) return inflateSync(body).toString();
  const text = body.toString();
  if (!text.startsWith("data=")) return text;
  const data = new URLSearchParams(text).get("data") ?? "";
  return data.startsWith("{") || data.startsWith("[") ? data : textOf(Buffer.from(data, "base64"));
}

/** What a body says as JSON; a body that is none says nothing. */
function jsonOf(body: Buffer): Json | undefined {
  try {
    return JSON.parse(textOf(body)) as Json;
  } catch {
    return undefined;
  }
}

function listed(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Keeps what has a mark: clients also send events of their own. */
function marked(arrivals: { mark: Json | undefined; id: Json | undefined }[]): Arrival[] {
  return arrivals.flatMap(({ mark, id }) =>
    typeof mark === "string" ? [{ mark, id: typeof id === "string" ? id : null }] : [],
  );
}

/** One event, or a `batch` of them, with `messageId`: Segment and those after it. */
export function fromSegment(body: Buffer): Arrival[] {
  const said = jsonOf(body);
  return marked(
    listed(said?.["batch"] ?? said).map((event) => ({ mark: event["properties"]?.["mark"], id: event["messageId"] })),
  );
}

/** One event, a list, or a `batch`, with `uuid`. */
export function fromPostHog(body: Buffer): Arrival[] {
  const said = jsonOf(body);
  return marked(
    listed(said?.["batch"] ?? said).map((event) => ({ mark: event["properties"]?.["mark"], id: event["uuid"] })),
  );
}

/** An envelope: a header line, then pairs of an item's header and its payload. */
export function fromSentry(body: Buffer): Arrival[] {
  const said = textOf(body)
    .split("\n")
    .map((line) => jsonOf(Buffer.from(line)));
  return marked(said.map((line) => ({ mark: line?.["tags"]?.["mark"], id: line?.["event_id"] })));
}

/** `data`, a list of structured events whose label is the mark, with `eid`. */
export function fromSnowplow(body: Buffer): Arrival[] {
  return marked(listed(jsonOf(body)?.["data"]).map((event) => ({ mark: event["se_la"], id: event["eid"] })));
}

/** `events`, with `insert_id`. */
export function fromAmplitude(body: Buffer): Arrival[] {
  return marked(
    listed(jsonOf(body)?.["events"]).map((event) => ({
      mark: event["event_properties"]?.["mark"],
      id: event["insert_id"],
    })),
  );
}

/** `events`, without an id; the request as a whole carries an `Idempotency-Key`. */
export function fromFaro(body: Buffer, key: string | undefined): Arrival[] {
  const events = listed(jsonOf(body)?.["events"]);
  return marked(events.map((event) => ({ mark: event["attributes"]?.["mark"], id: key as Json | undefined })));
}

/** Log records in resources and scopes, without an id. */
export function fromOpenTelemetry(body: Buffer): Arrival[] {
  const scopes = listed(jsonOf(body)?.["resourceLogs"]).flatMap((resource) => listed(resource["scopeLogs"]));
  const records = scopes.flatMap((scope) => listed(scope["logRecords"]));
  return marked(
    records.map((record) => {
      const attribute = listed(record["attributes"]).find(({ key }) => key === "mark");
      return { mark: attribute?.["value"]?.["stringValue"], id: undefined };
    }),
  );
}

/** `ratings`, whose id is the mark. */
export function fromAftertask(body: Buffer): Arrival[] {
  return marked(listed(jsonOf(body)?.["ratings"]).map(({ id }) => ({ mark: id, id })));
}
