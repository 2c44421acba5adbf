import { INSTRUMENTS, problemCode } from "@aftertask/schema/words";
import { Fragment, h } from "preact";
import type { FlowState, Dispatch } from "../flow/flow.types.js";
import type { Question } from "../question.js";
import type { AfterTapWords } from "../words/messages.js";

export type EndState = Extract<FlowState, { name: "sealed" | "thanked" | "kept" | "refused" }>;

const GLYPHS = {
  sealed: "M7.5 12h.01M12 12h.01M16.5 12h.01",
  thanked: "M7.8 12.4 10.8 15.3 16.3 9",
  kept: "M12 6.8V13M9.3 10.6 12 13.3 14.7 10.6M7.6 16.6H16.4",
  refused: "M12 7V12.8M12 16.4h.01",
} as const;

/** The sentence that is true of an ending: thanks only when the endpoint confirmed. */
function endSentence(state: EndState, words: AfterTapWords): string {
  if (state.name === "kept" && state.durability === "volatile") return words.keptWhileOpen;
  return words[({ sealed: "sending", thanked: "thanks", kept: "kept", refused: "refused" } as const)[state.name]];
}

/** Why it was refused, in our own words where we know it, else in the endpoint's. */
function reasonOf({ problem }: Extract<EndState, { name: "refused" }>, words: AfterTapWords): string {
  return problemCode(problem) === "already-rated" ? words.alreadyRated : problem.title;
}

/** The same for somebody who does not see it: whatever stands there is said in one go. */
export function spokenEnd(state: EndState, words: AfterTapWords): string {
  const sentence = endSentence(state, words);
  if (state.name === "refused") return `${sentence}: ${reasonOf(state, words)}`;
  return state.late ? `${sentence} ${words.tooLate}` : sentence;
}

export interface EndingProps {
  state: EndState;
  question: Question;
  words: AfterTapWords;
  dispatch: Dispatch;
}

/** How it ended: a picture, a sentence, a way out. It stays until it is closed. */
export function Ending({ state, question, words, dispatch }: EndingProps) {
  const { instrument, words: asking, Mark } = question;
  const { score } = state.answer;
  return (
    <>
      <div class={`over ${state.name}`}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="10" />
          <path d={GLYPHS[state.name]} />
        </svg>
        <div>
          <h2>
            <span>{endSentence(state, words)}</span>
          </h2>
          {state.name === "kept" && score !== null && (
            <p class="recap">
              <Mark score={score} />
              <span>{asking.scale[score - INSTRUMENTS[instrument].min]}</span>
            </p>
          )}
          {state.name === "refused" && (
            <p class="recap">
              <span>{reasonOf(state, words)}</span>
            </p>
          )}
          {state.name !== "refused" && state.late && (
            <p class="recap">
              <span>{words.tooLate}</span>
            </p>
          )}
        </div>
      </div>
      <p class="foot">
        <button onClick={() => dispatch({ type: "leave", how: "close" })}>
          <span>{asking.close}</span>
        </button>
      </p>
    </>
  );
}
