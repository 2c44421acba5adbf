import { z } from "zod";
import { envelopeAnswerSchema, envelopeSchema, problemSchema } from "./envelope.js";
import { accessAnswerSchema, ratingSchema } from "./rating.js";
import { reportQuerySchema, reportSchema } from "./report.js";
import { UUID } from "./words/index.js";

/** A JSON value of the description. What OpenAPI allows where is for its own tools to check. */
export type OpenApiValue = string | number | boolean | null | OpenApiValue[] | { [member: string]: OpenApiValue };

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  /** The version of the specification. */
  openapi: "3.1.0";
  /** What is described, with the collector's version. */
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  /** Where it is served: at the description's own origin. */
  servers: { url: string }[];
  /** Operations by path and, in lower case, method. */
  paths: Record<string, Record<string, OpenApiValue>>;
  /** What the operations refer to. */
  components: Record<string, Record<string, OpenApiValue>>;
}

type Response = { [member: string]: OpenApiValue };

const JSON_TYPE = "application/json";
const AWAY = "The stores do not answer; Retry-After says when to come again.";
const REPORT_FAULTS = { 400: "A parameter is not valid.", 404: "There is no such project.", 503: AWAY };

const ACCESS_FAULTS = {
  404: "Nothing is kept under this id, or it is none.",
  429: "Too many ratings are asked for at once; Retry-After says when to come again.",
  503: AWAY,
};
const RATING_ID = {
  name: "id",
  in: "path",
  required: true,
  description: "The rating's id, as it was sent. Whoever has it is its respondent.",
  schema: { type: "string", pattern: UUID.source },
};

/**
 * Describes what a collector answers, route by route, from the schemas that it judges by.
 * What a schema cannot say (that a score is on its instrument's scale, that ids are not repeated) stands in words.
 * @param version of the collector
 */
export function describeApi(version: string): OpenApiDocument {
  return {
    openapi: "3.1.0",
    info: {
      title: "Aftertask collector",
      version,
      description: "Receives ratings of finished work, keeps them, and reports on groups that are large enough.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths: {
      "/v1/ratings": {
        post: receiving(),
        options: preflight("allowSending", "pages of any origin may send; which ratings are taken is decided then"),
      },
      "/v1/ratings/{id}": {
        parameters: [RATING_ID],
        get: reading(
          "readRating",
          "What is kept of a rating, for whoever has its id.",
          content(JSON_TYPE, ref("AccessAnswer")),
          ACCESS_FAULTS,
        ),
        delete: erasing(),
        options: preflight("allowAccess", "pages of any origin may ask for a rating and erase it"),
      },
      "/v1/report": { get: reporting("readReport", "The published report.", content(JSON_TYPE, ref("Report"))) },
      "/v1/report.csv": {
        get: reporting("readReportAsCsv", "The published report as a table.", content("text/csv", { type: "string" })),
      },
      "/openapi.json": { get: reading("describe", "This description.", content(JSON_TYPE, { type: "object" })) },
      "/healthz": { get: reading("live", "The process answers.", content(JSON_TYPE, ref("Health"))) },
      "/readyz": {
        get: reading("ready", "The stores answer.", content(JSON_TYPE, ref("Health")), { 503: AWAY }),
      },
      "/metrics": {
        get: guarded(
          reading(
            "measure",
            "Figures on the collector's work for Prometheus.",
            content("text/plain", { type: "string" }),
          ),
        ),
      },
      "/report": {
        get: reading("reportPage", "The page that shows the report.", content("text/html", { type: "string" })),
      },
      "/aftertask.js": {
        get: reading("script", "The loader of the script build.", content("text/javascript", { type: "string" })),
      },
    },
    components: {
      schemas: {
        Rating: schemaOf(ratingSchema),
        Envelope: envelope(),
        AccessAnswer: schemaOf(accessAnswerSchema),
        EnvelopeAnswer: schemaOf(envelopeAnswerSchema),
        Report: schemaOf(reportSchema),
        Health: { type: "object", properties: { status: { const: "ok" } }, required: ["status"] },
        Problem: schemaOf(problemSchema),
      },
      securitySchemes: { admin: { type: "http", scheme: "bearer", description: "The admin token." } },
    },
  };
}

/** Its ratings are judged one by one: a reader should know what they are, and none of them makes the envelope invalid. */
function envelope(): OpenApiValue {
  const described = schemaOf(envelopeSchema);
  const properties = described["properties"] as Record<string, Response>;
  const ratings = { ...properties["ratings"], items: { anyOf: [ref("Rating"), {}] } };
  return { ...described, properties: { ...properties, ratings } };
}

function receiving(): OpenApiValue {
  return {
    operationId: "receiveRatings",
    summary: "Takes 1 to 20 ratings; each gets a result of its own, once it is on disk.",
    description:
      "A rating is an object as the schema Rating has it. Sent again with the same id it is never kept twice. " +
      "`text/plain` spares a browser the preflight; its body is the same JSON.",
    requestBody: {
      required: true,
      content: { ...content(JSON_TYPE, ref("Envelope")), ...content("text/plain", { type: "string" }) },
    },
    responses: {
      200: {
        description: "One result per rating, in their order.",
        content: content(JSON_TYPE, ref("EnvelopeAnswer")),
      },
      ...problems({
        400: "The body is not a valid envelope.",
        403: "The key is not known, or this origin may not send.",
        408: "The headers or the body did not come in time.",
        413: "The body is too large.",
        415: "The body is neither text/plain nor application/json.",
        417: "What is expected is not 100-continue.",
        429: "Too many requests with this key or from this address; Retry-After says when to come again.",
        431: "The headers are too large.",
        503: "Nothing was stored; Retry-After says when to come again.",
      }),
    },
  };
}

function preflight(operationId: string, what: string): OpenApiValue {
  return {
    operationId,
    summary: `Tells a browser that ${what}.`,
    responses: { 204: { description: "It is allowed." } },
  };
}

function erasing(): OpenApiValue {
  return {
    operationId: "eraseRating",
    summary: "Erases what is kept under the id, in every project and week.",
    description:
      "It may be repeated. What was published of a week that is closed stays, since two reports that differ by one rating would tell it. " +
      "Sent again later, the rating is answered with `duplicate` and does not come back.",
    responses: {
      204: { description: "Nothing is kept under this id." },
      ...problems({ ...ACCESS_FAULTS, 404: "No rating could have this id." }),
    },
  };
}

function reporting(operationId: string, summary: string, answer: Response): OpenApiValue {
  const { properties = {}, required = [] } = schemaOf(reportQuerySchema) as {
    properties?: Record<string, OpenApiValue>;
    required?: string[];
  };
  const parameters = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
  return guarded({ ...reading(operationId, summary, answer, REPORT_FAULTS), parameters });
}

function reading(
  operationId: string,
  summary: string,
  answer: Response,
  faults: Record<number, string> = {},
): Record<string, OpenApiValue> {
  return { operationId, summary, responses: { 200: { description: summary, content: answer }, ...problems(faults) } };
}

const GUARDED = {
  401: "The admin token is missing or wrong.",
  403: "The admin token is not good for this, or the page of another origin asks.",
  429: "Too many requests; Retry-After says when to come again.",
};

/** For whoever has an admin token of the scope; in a demonstration for everybody. */
function guarded(operation: Record<string, OpenApiValue>): Record<string, OpenApiValue> {
  const responses = operation["responses"] as Response;
  return {
    ...operation,
    security: [{ admin: [] }, {}],
    responses: { ...responses, ...problems(GUARDED) },
  };
}

function problems(faults: Record<number, string>): Response {
  return Object.fromEntries(
    Object.entries(faults).map(([status, description]) => [
      status,
      { description, content: content("application/problem+json", ref("Problem")) },
    ]),
  );
}

function content(type: string, schema: OpenApiValue): Response {
  return { [type]: { schema } };
}

function ref(name: string): OpenApiValue {
  return { $ref: `#/components/schemas/${name}` };
}

function schemaOf(schema: z.ZodType): Record<string, OpenApiValue> {
  const described = z.toJSONSchema(schema, { io: "input" }) as Record<string, OpenApiValue>;
  // OpenAPI 3.1 names the dialect for all of its schemas.
  delete described["$schema"];
  return described;
}
