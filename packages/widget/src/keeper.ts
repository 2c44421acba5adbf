import { type Client, isRatingRefusedError, type OpenRating } from "@aftertask/client";
import type { Problem } from "@aftertask/schema/words";
import type { Answer, Dispatch, Durability } from "./flow/flow.types.js";
import { type Circumstances, composeRating } from "./rating/compose.js";

export interface KeeperPorts {
  circumstances: Circumstances;
  dispatch: Dispatch;
  onSaved: (durability: Durability) => void;
  onDelivered: () => void;
  onRefused: (problem: Problem) => void;
  /** An attempt ended without an answer, or has not ended yet: the rating waits. */
  onWaiting: () => void;
}

/** What makes one rating this one through every retry: made at the first tap. */
export interface RatingIdentity {
  id: string;
  /** ISO 8601 time of the first tap. */
  ratedAt: string;
}

/** Ids of ratings whose prompt hears of their end itself. */
export const inPrompts = new Set<string>();

/** Carries an answer to the outbox and tells the flow what became of it. */
export interface Keeper {
  open(answer: Answer, identity: RatingIdentity): void;
  edit(answer: Answer): void;
  seal(): void;
}

export function createKeeper(client: Client, { circumstances, dispatch, ...tell }: KeeperPorts): Keeper {
  let record: OpenRating | undefined;
  /** What the outbox holds, as far as it has said so. */
  let held: Answer;
  const fail = () => dispatch({ type: "failed" });

  async function deliver({ id, seal }: OpenRating): Promise<void> {
    const undo = client.on("postponed", (postponed) => postponed.id === id && tell.onWaiting());
    try {
      const { delivered } = await seal();
      await delivered;
      tell.onDelivered();
    } catch (error) {
      if (!isRatingRefusedError(error)) throw error;
      tell.onRefused(error.problem);
    } finally {
      undo();
    }
  }

  return {
    open(answer, identity) {
      held = answer;
      inPrompts.add(identity.id);
      try {
        record = client.open({ ...composeRating(circumstances, answer), ...identity });
        record.saved.then(tell.onSaved, fail);
      } catch {
        fail();
      }
    },
    edit(answer) {
      record
        ?.edit(composeRating(circumstances, answer))
        .then((taken) => {
          if (taken) held = answer;
          else dispatch({ type: "sealed-elsewhere", answer: held });
        })
        .catch(fail);
    },
    seal() {
      if (record) deliver(record).catch(fail);
    },
  };
}
