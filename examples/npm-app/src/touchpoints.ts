import { defineTouchpoints } from "@aftertask/widget";

/** What this tool may ask about. A name, a reason or a fact that does not stand here is an error when it is compiled. */
export const touchpoints = defineTouchpoints({
  "facilities.repair": {
    reasons: [
      "slow",
      "chase",
      "not-solved",
      {
        id: "left-untidy",
        when: "low",
        label: {
          en: "The place was left untidy",
          fr: "Le lieu n'a pas été remis en ordre",
          cs: "Po opravě zůstal nepořádek",
        },
      },
      "fast",
      "solved",
      "kind",
      "other",
    ],
    context: { building: ["north", "south"] },
  },
  "facilities.room-setup": { reasons: ["unclear", "errors", "hard-process", "clear", "easy", "helpful", "other"] },
});

declare module "@aftertask/widget" {
  interface Register {
    touchpoints: typeof touchpoints;
  }
}
