import {
  isBuiltInReason,
  LOST_TIME_BANDS,
  type LostTime,
  type OwnReason,
  PROMPT_COMMENT_LENGTH,
} from "@aftertask/schema/words";
import { Fragment, h } from "preact";
import type { Answer, Dispatch } from "../flow/flow.types.js";
import type { AfterTapWords } from "../words/messages.js";

/** Asks for the reasons of a score. */
export interface Why {
  question: string;
  /** In the order shown. */
  reasons: readonly (string | OwnReason)[];
}

export interface FollowUpProps {
  answer: Answer;
  /** What fits the score; nothing for *doesn't apply*. */
  why: Why | undefined;
  /** Language of the card, for reasons that bring their own words. */
  locale: string;
  words: AfterTapWords;
  dispatch: Dispatch;
}

/** What may be said beyond the score, all of it optional. Revealed on the same card. */
export function FollowUp(props: FollowUpProps) {
  const { answer, why, words, dispatch } = props;
  return (
    <div class="more">
      {why && (
        <>
          <Reasons {...props} why={why} />
          <LostTimeField {...props} />
        </>
      )}
      <label>
        <span class="label">{words.comment}</span>
        <textarea
          rows={1}
          maxLength={PROMPT_COMMENT_LENGTH}
          value={answer.comment}
          onInput={(event) => dispatch({ type: "explain", change: { comment: event.currentTarget.value } })}
        />
      </label>
    </div>
  );
}

function Reasons({ answer, why, locale, words, dispatch }: FollowUpProps & { why: Why }) {
  const toggle = (id: string, on: boolean) =>
    dispatch({
      type: "explain",
      change: { reasons: on ? [...answer.reasons, id] : answer.reasons.filter((known) => known !== id) },
    });
  return (
    <fieldset>
      <legend class="label">{why.question}</legend>
      <div class="chips">
        {why.reasons.map((reason) => {
          const { id, text } = wordsOf(reason, locale, words);
          return (
            <label class="chip" key={id}>
              <input
                type="checkbox"
                checked={answer.reasons.includes(id)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />
              <span class="box">
                <svg viewBox="0 0 16 16" aria-hidden="true">
                  <rect x="1" y="1" width="14" height="14" rx="3" />
                  <path d="M4.5 8.3 7 10.8 11.7 5.6" />
                </svg>
                <span>{text}</span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function wordsOf(reason: string | OwnReason, locale: string, words: AfterTapWords): { id: string; text: string } {
  if (typeof reason !== "string") {
    const { id, label } = reason;
    return { id, text: label[locale] ?? label[locale.split("-")[0] ?? ""] ?? label.en };
  }
  return { id: reason, text: isBuiltInReason(reason) ? words.reasons[reason] : reason };
}

function LostTimeField({ answer, words, dispatch }: FollowUpProps) {
  return (
    <label class="pair">
      <span class="label">{words.lostTime}</span>
      <select
        value={answer.lostTime ?? ""}
        onChange={(event) =>
          dispatch({
            type: "explain",
            change: { lostTime: (event.currentTarget.value || undefined) as LostTime | undefined },
          })
        }
      >
        <option value="">–</option>
        {LOST_TIME_BANDS.map((band) => (
          <option key={band} value={band}>
            {words.lostTimeBands[band]}
          </option>
        ))}
      </select>
    </label>
  );
}
