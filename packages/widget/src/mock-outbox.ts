import type { OpenOutbox } from "./outbox.js";

/** As long as an answer over a good network takes, in milliseconds: the sentence in between is there to be seen. */
const ROUND_TRIP = 300;

/** Nobody keeps it: it need only look like one, and be another each time. */
const newId = () => `00000000-0000-4000-8000-${Math.random().toFixed(12).slice(2)}`;

/** Stands in for the outbox in mode `mock`: all is well, at once; nothing is sent, and nothing is stored. */
export const openOutbox: OpenOutbox = (_options, { tell }) => ({
  client: {
    async submit({ id = newId() }) {
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
