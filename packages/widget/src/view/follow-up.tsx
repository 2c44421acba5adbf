import {
  bandOf,
  INSTRUMENTS,
  isBuiltInReason,
  LIMITS,
  LOST_TIME_BANDS,
  type LostTime,
  type OwnReason,
} from "@aftertask/schema/words";
import type { Answer, FlowState } from "../flow/flow.types.js";
import type { Messages } from "../words/messages.js";
import type { Dispatch } from "./prompt.js";

interface FollowUpProps {
  state: FlowState;
  answer: Answer;
  reasons: readonly (string | OwnReason)[];
  words: Messages;
  dispatch: Dispatch;
}

/** What may be said beyond the score, all of it optional. Revealed on the same card. */
export function FollowUp({ state, answer, reasons, words, dispatch }: FollowUpProps) {
  const note = state.name === "rated" ? words.saved : state.name === "chosen" && state.failed && words.failed;
  return (
    <>
      {note && (
        <p class="saved">
          <span>{note}</span>
        </p>
      )}
      <div class="more">
        {answer.score !== null && (
          <>
            <Reasons answer={answer} score={answer.score} reasons={reasons} words={words} dispatch={dispatch} />
            <LostTimeField answer={answer} words={words} dispatch={dispatch} />
          </>
        )}
        <label>
          <span class="label">{words.comment}</span>
          <textarea
            rows={1}
            maxLength={LIMITS.promptCommentLength}
            value={answer.comment}
            onInput={(event) => dispatch({ type: "explain", change: { comment: event.currentTarget.value } })}
          />
        </label>
      </div>
    </>
  );
}

type Part = Pick<FollowUpProps, "answer" | "words" | "dispatch">;

function Reasons({ answer, score, reasons, words, dispatch }: Part & Pick<FollowUpProps, "reasons"> & { score: number }) {
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
          const { id, text } = wordsOf(reason, words);
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

function wordsOf(reason: string | OwnReason, words: Messages): { id: string; text: string } {
  if (typeof reason !== "string")
    return { id: reason.id, text: reason.label[words.locale] ?? reason.label[words.locale.split("-")[0] ?? ""] ?? reason.label.en };
  return { id: reason, text: isBuiltInReason(reason) ? words.reasons[reason] : reason };
}

function LostTimeField({ answer, words, dispatch }: Part) {
  return (
    <label class="pair">
      <span class="label">{words.lostTime}</span>
      <select
        value={answer.lostTime ?? ""}
        onChange={(event) =>
          dispatch({ type: "explain", change: { lostTime: (event.currentTarget.value || undefined) as LostTime | undefined } })
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
