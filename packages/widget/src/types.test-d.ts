import type { ATTRIBUTES } from "./element.js";
import { type AftertaskPromptElement, createAftertask, defineTouchpoints } from "./index.js";

// What the compiler must say to an app in TypeScript; `npm run typecheck` runs it.
const touchpoints = defineTouchpoints({
  "hr.benefits-paperwork": {
    reasons: ["waiting", { id: "dental-form", when: "low", label: { en: "The dental form" } }],
    context: { caseType: ["dental", "vision"] },
  },
  "it.access-request": { instrument: "ease5" },
});
const aftertask = createAftertask({ endpoint: "/v1/ratings", key: "pk_intranet", touchpoints });
const benefits = { touchpoint: "hr.benefits-paperwork", instrument: "outcome5", score: 4 } as const;

void aftertask.submit({ ...benefits, reasons: ["dental-form", "other"], context: { caseType: "dental" } });
void aftertask.submit({ touchpoint: "it.access-request", instrument: "ease5", score: null });
// @ts-expect-error a touchpoint that the catalogue does not have
void aftertask.submit({ ...benefits, touchpoint: "hr.benefit-paperwork" });
// @ts-expect-error a reason that is neither built in nor the touchpoint's own
void aftertask.submit({ ...benefits, reasons: ["dental"] });
// @ts-expect-error another touchpoint's reason
void aftertask.submit({ touchpoint: "it.access-request", instrument: "ease5", score: 4, reasons: ["dental-form"] });
// @ts-expect-error a value that the catalogue does not list
void aftertask.submit({ ...benefits, context: { caseType: "knee" } });
// @ts-expect-error another question than the catalogue's
void aftertask.submit({ ...benefits, instrument: "nps11" });

const open = createAftertask({ endpoint: "/v1/ratings", key: "pk_intranet" });
void open.submit({ touchpoint: "hr.any", instrument: "nps11", score: 9, reasons: ["queue"], context: { floor: "2" } });

document.addEventListener("aftertask-rated", ({ detail }) => detail.rating.score satisfies number | null);
document.body.addEventListener("aftertask-not-asked", ({ detail }) => detail.because satisfies string);
addEventListener("aftertask-refused", ({ detail }) => detail.problem.type satisfies string);
// @ts-expect-error an event that there is not
document.addEventListener("aftertask-rate", ({ detail }) => detail);

const element = document.createElement("aftertask-prompt");
element.touchpoint = "hr.benefits-paperwork";
element.layout = "inline";
element.round = 2;
element.round satisfies string | null;
// @ts-expect-error a layout that there is not
element.layout = "sidebar";

// What the element mirrors and what its type has are the same, both ways.
type Mirrored = (typeof ATTRIBUTES)[number];
type Typed = Exclude<keyof AftertaskPromptElement, keyof HTMLElement>;
declare const mirrored: Mirrored;
declare const typed: Typed;
mirrored satisfies Typed;
typed satisfies Mirrored;
