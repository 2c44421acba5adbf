import { defineTouchpoints } from "@aftertask/widget";

/** What this portal may ask about. `<TaskFeedback>` takes nothing else: the compiler sees to it. */
export const touchpoints = defineTouchpoints({
  "procurement.supplier-onboarding": {
    reasons: [
      "slow",
      "unclear",
      "hard-process",
      {
        id: "asked-twice",
        when: "low",
        label: {
          en: "The same papers were asked for twice",
          fr: "Les mêmes documents demandés deux fois",
          cs: "Stejné doklady byly vyžádány dvakrát",
        },
      },
      "clear",
      "informed",
      "easy",
      "other",
    ],
    context: { country: ["domestic", "abroad"] },
  },
  "finance.invoice-payment": { reasons: ["slow", "chase", "errors", "fast", "clear", "other"] },
  "it.access-request": {},
});

declare module "@aftertask/widget" {
  interface Register {
    touchpoints: typeof touchpoints;
  }
}
