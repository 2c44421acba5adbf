import { demand } from "@aftertask/schema/words";
import type { OpenOutbox } from "./outbox.js";

type Submitted = Parameters<ReturnType<OpenOutbox>["client"]["submit"]>[0];

/** The schema's `RATING_BYTES`: taken from there, it would cost every visitor its place in a file that both share. */
const LARGEST = 16_384;

/** As long as an answer over a good network takes, in milliseconds: the sentence in between is there to be seen. */
const ROUND_TRIP = 300;

/** Nobody keeps it: it need only look like one, and be another each time. */
const newId = () => `00000000-0000-4000-8000-${Math.random().toFixed(12).slice(2)}`;

/** Refuses what the client refuses live (its `admit`), in the same words; that stands here again for the same reason. Returns the id. */
function admit(rating: Submitted): string {
  const { id = newId(), ratedAt = new Date().toISOString(), touchpoint, instrument, score } = rating ?? {};
  demand(
    [id, touchpoint, instrument].every((text) => text && typeof text === "string") &&
      (score === null || Number.isInteger(score)),
    "rating",
    "an object with touchpoint, instrument and score",
  );
  demand(/\dZ$/.test(ratedAt), "ratedAt", "a time in UTC");
  demand(new Blob([JSON.stringify({ ...rating, id, ratedAt })]).size <= LARGEST, "comment", "shorter than 16 KiB");
  return id;
}

/** Stands in for the outbox in mode `mock`: all is well, at once; nothing is sent, and nothing is stored. */
export const openOutbox: OpenOutbox = (_options, { tell }) => ({
  client: {
    async submit(rating) {
      const id = admit(rating);
      tell("delivered", { id }, undefined);
      return { id, delivery: "delivered", delivered: Promise.resolve({ id, status: "stored" }) };
    },
    flush: async () => {},
    pending: async () => 0,
    close() {},
  },
  createKeeper: ({ onSaved, onDelivered }) => ({
    open: () => onSaved("stored"),
    edit() {},
    seal: () => void setTimeout(onDelivered, ROUND_TRIP),
  }),
});
