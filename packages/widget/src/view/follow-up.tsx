import {
  bandOf,
  INSTRUMENTS,
  isBuiltInReason,
  LOST_TIME_BANDS,
  type LostTime,
  type OwnReason,
  PROMPT_COMMENT_LENGTH,
} from "@aftertask/schema/words";
import { Fragment, h } from "preact";
import type { Answer, Dispatch } from "../flow/flow.types.js";
import type { AfterTapWords } from "../words/messages.js";

export interface FollowUpProps {
  answer: Answer;
  /** The reasons on offer, in the order shown. */
  reasons: readonly (string | OwnReason)[];
  /** Language of the card, for reasons that bring their own words. */
  locale: string;
  words: AfterTapWords;
  dispatch: Dispatch;
}

/** What may be said beyond the score, all of it optional. Revealed on the same card. */
export function FollowUp(props: FollowUpProps) {
  const { answer, words, dispatch } = props;
  return (
    <div class="more">
      {answer.score !== null && (
        <>
          <Reasons {...props} score={answer.score} />
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

function Reasons({ answer, score, reasons, locale, words, dispatch }: FollowUpProps & { score: number }) {
  const toggle = (id: string, on: boolean) =>
    dispatch({
      type: "explain",
      change: { reasons: on ? [...answer.reasons, id] : answer.reasons.filter((known) => known !== id) },
    });
  return (
    <fieldset>
      <legend class="label">{words.why[bandOf(INSTRUMENTS.outcome5, score)]}</legend>
      <div class="chips">
        {reasons.map((reason) => {
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
