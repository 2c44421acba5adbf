import type { Problem, Rating } from "@aftertask/schema/words";

/** A rating as the host gives it. `id` and `ratedAt` are made when they are missing. */
export type RatingInput = Omit<Rating, "id" | "ratedAt"> & {
  /**
   * UUID in lower case, made when the respondent acts. Give it when an action may be repeated by accident, and `ratedAt`
   * with it: the collector knows a rating again by its id within the week of that time.
   */
  id?: string;
  /** ISO 8601 time, in UTC, of the first tap. Default: now. */
  ratedAt?: string;
};

/** Takes ratings, keeps them and delivers them. All of one key, on one page and in several tabs, share one outbox. */
export interface Client {
  /**
   * Takes a finished rating: writes it to the outbox, sealed, and sends it at the same time.
   * Rejects with `AftertaskUsageError` for what is no rating at all (only the shape is looked at: values are the endpoint's
   * to judge), `OutboxFullError` when 500 ratings or 1 MiB of its key wait.
   */
  submit(rating: RatingInput): Promise<Submission>;
  /**
   * Takes the first tap: the whole, valid rating is in the outbox, open. It can still be edited, and nothing is sent.
   * Throws `AftertaskUsageError` for a rating that is no rating, `OutboxFullError` as `submit` does.
   */
  open(rating: RatingInput): OpenRating;
  /**
   * Tries now to deliver whatever waits, also while a wrong address or key has paused delivery; settles when the attempt
   * is over. A time that the endpoint has asked for (`Retry-After`) is kept.
   */
  flush(): Promise<void>;
  /** How many ratings wait here, open ones included. */
  pending(): Promise<number>;
  /** Ratings that the endpoint can never accept, with the reason. Kept for 30 days. */
  refused(): Promise<RefusedRating[]>;
  /** Calls `listener` at every such event, until the function that is returned is called. */
  on<E extends keyof ClientEvents>(event: E, listener: (detail: ClientEvents[E]) => void): () => void;
  /** Stops listening and retrying. What waits, or is still handed over, stays in the outbox for the next client. */
  close(): void;
}

/** A rating that can still be edited. Whoever loses sight of it loses nothing: after ten minutes any page seals it. */
export interface OpenRating {
  /** UUID, in lower case. */
  readonly id: string;
  /** Settles when the first write is durable (`stored`), or says that only this page remembers it (`volatile`). */
  readonly saved: Promise<Level>;
  /** Replaces the stored bytes. `false` when the rating was sealed or refused meanwhile: the edit did not happen. */
  edit(rating: Omit<RatingInput, "id" | "ratedAt">): Promise<boolean>;
  /** Ends editing and starts delivery. Whoever sends, sends the same bytes. Calling it again returns the same promise. */
  seal(): Promise<Submission>;
}

/** `stored`: survives the page and the browser. `volatile`: only this page remembers it. */
export type Level = "stored" | "volatile";

/** What was reached when a rating was handed over, and what comes of it. */
export interface Submission {
  /** UUID of the rating, in lower case. */
  id: string;
  /** What was reached when the submission settled, whichever came first. */
  delivery: "delivered" | Level;
  /**
   * Resolves when the endpoint has confirmed the rating; rejects with `RatingRefusedError` when it never will accept
   * it, `RatingExpiredError` when it waited too long. Nobody needs to listen: a rejection is never reported as unhandled.
   */
  delivered: Promise<Receipt>;
}

/** The endpoint's confirmation of one rating. */
export interface Receipt {
  /** UUID of the rating. */
  id: string;
  /**
   * `stored`: counted with this delivery. `duplicate`: counted already, with the same content. `conflict`: counted already
   * with other content, which stays.
   */
  status: "stored" | "duplicate" | "conflict";
}

/** A rating that the endpoint can never accept. */
export interface RefusedRating {
  /** UUID of the rating. */
  id: string;
  /** Why, as the endpoint said it (RFC 9457). */
  problem: Problem;
  /** The rating as it was sent. */
  rating: Rating;
}

/** Events of a client, and what a listener is given. */
export interface ClientEvents {
  /** The endpoint confirmed a rating. */
  delivered: Receipt;
  /** The endpoint can never accept a rating. */
  refused: { id: string; problem: Problem };
  /** An attempt ended without an answer for this rating; it stays in the outbox. `retryInMs` is in milliseconds,
   * `problem` what the endpoint said of a wrong address, origin or key (`paused`). `unreachable`: no answer, or one that
   * names no rating. `busy`: the endpoint asks for time. `offline`: a network that wants a sign-in first (511). */
  postponed: {
    id: string;
    because: "offline" | "unreachable" | "busy" | "paused";
    retryInMs: number;
    problem?: Problem | undefined;
  };
  /** A rating left the outbox, or never came in, without having been delivered. */
  dropped: { id: string; because: "expired" | "outbox-full" };
}
