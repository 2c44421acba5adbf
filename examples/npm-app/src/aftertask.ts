import { createAftertask } from "@aftertask/widget";
import { lang } from "./language.js";
import { touchpoints } from "./touchpoints.js";

export const aftertask = createAftertask({
  endpoint: "/v1/ratings",
  key: "pk_intranet",
  touchpoints,
  person: "ana",
  audience: "employee",
  locale: lang,
  fatigue: "off", // For the demonstration: the same person may be asked again at once.
});
