export * from "./words/index.js";
export { accessAnswerSchema, ratingSchema } from "./rating.js";
export { envelopeAnswerSchema, envelopeSchema, problemSchema, ratingResultSchema } from "./envelope.js";
export { catalogueSchema, touchpointSchema } from "./touchpoints.js";
export { reportQuerySchema, reportSchema, shownRowSchema, suppressedRowSchema } from "./report.js";
export { describeApi, type OpenApiDocument, type OpenApiValue } from "./openapi.js";
