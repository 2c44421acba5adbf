import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type {
  AccessAnswer,
  accessAnswerSchema,
  catalogueSchema,
  Catalogue,
  Envelope,
  envelopeAnswerSchema,
  EnvelopeAnswer,
  envelopeSchema,
  Problem,
  problemSchema,
  Rating,
  ratingSchema,
  Report,
  reportSchema,
} from "./index.js";

// The browser reads the plain types, the server parses with zod. Here the compiler holds one against the other.
test("what zod parses is what the words say", () => {
  expectTypeOf<z.infer<typeof ratingSchema>>().toEqualTypeOf<Rating>();
  expectTypeOf<z.infer<typeof accessAnswerSchema>>().toEqualTypeOf<AccessAnswer>();
  expectTypeOf<z.infer<typeof problemSchema>>().toEqualTypeOf<Problem>();
  expectTypeOf<z.infer<typeof envelopeAnswerSchema>>().toEqualTypeOf<EnvelopeAnswer>();
  expectTypeOf<z.infer<typeof reportSchema>>().toEqualTypeOf<Report>();
  expectTypeOf<Omit<z.infer<typeof envelopeSchema>, "ratings">>().toEqualTypeOf<Omit<Envelope, "ratings">>();
  expectTypeOf<z.infer<typeof catalogueSchema>>().toExtend<Catalogue>();
});
