import type { LostTime, Problem } from "@aftertask/schema/words";

/** What the respondent has said so far. */
export interface Answer {
  /** `null`: doesn't apply. */
  score: number | null;
  reasons: readonly string[];
  lostTime?: LostTime | undefined;
  comment: string;
}

/** Whether an answer outlives its page. */
export type Durability = "stored" | "volatile";

/** How a prompt went away unanswered. */
export type DismissedHow = "not-now" | "never" | "escape" | "removed";

/** The one value that says where the prompt is. */
export type FlowState =
  /** The question stands; nothing is chosen. */
  | { name: "asking" }
  /** An answer is marked by arrow keys; the rest is shown, nothing is saved. `failed`: it could not be saved. */
  | { name: "chosen"; answer: Answer; failed?: true }
  /**
   * The answer is on its way into the outbox or, once `saved` says how safe it is there, in it, open. `dirty`: the mark
   * has since been moved by arrow keys, which saves nothing.
   */
  | { name: "rated"; answer: Answer; saved?: Durability | undefined; dirty?: true }
  /** No more edits; on its way. `late`: the last edit came after somebody else had sealed it, and was not taken. */
  | { name: "sealed"; answer: Answer; late?: boolean }
  /** The endpoint confirmed it. */
  | { name: "thanked"; answer: Answer; late?: boolean }
  /** It waits: in this browser, or (`volatile`) only as long as the page is open. */
  | { name: "kept"; answer: Answer; durability: Durability; late?: boolean }
  /** The endpoint will never take it, and says why. */
  | { name: "refused"; answer: Answer; problem: Problem }
  /** Off the screen. `dismissed` only when nothing was saved. */
  | { name: "gone"; dismissed?: DismissedHow };

export type FlowEvent =
  /** Arrow keys moved the mark. */
  | { type: "move"; score: number | null }
  /** Pointer, Enter or Space chose. */
  | { type: "choose"; score: number | null }
  | { type: "explain"; change: Partial<Omit<Answer, "score">> }
  | { type: "send" }
  | { type: "leave"; how: DismissedHow | "close" }
  /** The answer is in the outbox. */
  | { type: "saved"; durability: Durability }
  | { type: "delivered" }
  | { type: "kept"; durability: Durability }
  | { type: "refused"; problem: Problem }
  /** The outbox could not take the answer. */
  | { type: "failed" }
  /** The record was sealed elsewhere: this edit came too late. `answer` is the one that was sealed. */
  | { type: "sealed-elsewhere"; answer: Answer };

/** Tells the flow. */
export type Dispatch = (event: FlowEvent) => void;

/** What is to be done after a step. */
export type FlowEffect =
  /** Put the answer into the outbox, open. */
  | { type: "open"; answer: Answer }
  /** Rewrite it there. */
  | { type: "edit"; answer: Answer }
  | { type: "seal"; answer: Answer }
  /** It was sealed with another answer than the one last given. */
  | { type: "correct"; answer: Answer }
  /** Take the prompt off the screen. */
  | { type: "hide" };
