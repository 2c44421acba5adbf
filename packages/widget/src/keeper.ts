import type { Client, OpenRating } from "@aftertask/client";
import type { Problem, Rating } from "@aftertask/schema/words";
import type { Answer, FlowEvent } from "./flow/flow.types.js";
import { type Circumstances, composeRating } from "./rating/compose.js";
import type { AskOutcome } from "./types.js";

/** Without an answer for this long, in milliseconds, the rating is said to be kept. */
const PATIENCE = 4_000;

export interface KeeperPorts {
  circumstances: Circumstances;
  /** Opens the outbox, the first time it is called. */
  client: () => Promise<Client>;
  dispatch: (event: FlowEvent) => void;
  settle: (outcome: AskOutcome) => void;
  onSaved: () => void;
  onRated: (rating: Rating) => void;
  onDelivered: (id: string) => void;
  onRefused: (id: string, problem: Problem) => void;
}

/** Carries an answer to the outbox and tells the flow what became of it. */
export interface Keeper {
  /** @param ratedAt ISO 8601 time of the first tap */
  open(answer: Answer, ratedAt: string): void;
  edit(answer: Answer): void;
  seal(): void;
}

export function createKeeper({ circumstances, client, dispatch, settle, ...tell }: KeeperPorts): Keeper {
  // Opened now, before the first tap: what is not open yet cannot save a tap that leaves the page.
  client().catch(() => {});
  let opened: Promise<OpenRating> | undefined;
  let latest: Answer;
  let ratedAt: string;

  async function deliver(record: OpenRating): Promise<void> {
    const rating: Rating = { ...composeRating(circumstances, latest), id: record.id, ratedAt };
    const reached = (delivery: "stored" | "volatile") => {
      settle({ outcome: "rated", rating, delivery });
      dispatch({ type: "kept" });
    };
    const level = await record.saved;
    const undo = (await client()).on("postponed", ({ id }) => id === record.id && reached(level));
    const patience = setTimeout(reached, PATIENCE, level);
    tell.onRated(rating);
    try {
      const { delivered } = await record.seal();
      await delivered;
      settle({ outcome: "rated", rating, delivery: "delivered" });
      tell.onDelivered(rating.id);
      dispatch({ type: "delivered" });
    } catch (error) {
      const problem = (error as { problem?: Problem }).problem;
      if (!problem) throw error;
      settle({ outcome: "rated", rating, delivery: "refused", problem });
      tell.onRefused(rating.id, problem);
      dispatch({ type: "refused", problem });
    } finally {
      clearTimeout(patience);
      undo();
    }
  }

  return {
    open(answer, at) {
      latest = answer;
      ratedAt = at;
      opened = client().then((ready) => ready.open({ ...composeRating(circumstances, answer), ratedAt }));
      opened.then((record) => record.saved).then(tell.onSaved, () => dispatch({ type: "failed" }));
    },
    edit(answer) {
      latest = answer;
      opened
        ?.then((record) => record.edit(composeRating(circumstances, answer)))
        .then((taken) => taken || dispatch({ type: "sealed-elsewhere" }))
        .catch(() => dispatch({ type: "failed" }));
    },
    seal() {
      opened?.then(deliver).catch(() => dispatch({ type: "failed" }));
    },
  };
}
