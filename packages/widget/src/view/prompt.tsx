import type { OwnReason } from "@aftertask/schema/words";
import type { Answer, FlowEvent, FlowState } from "../flow/flow.types.js";
import type { Placement, Theme } from "../types.js";
import type { Messages } from "../words/messages.js";
import type { Ending } from "./ending.js";
import type { FollowUp } from "./follow-up.js";
import { Scale } from "./scale.js";

export type Dispatch = (event: FlowEvent) => void;

/** What is needed after the first tap only, and so is fetched beside the client. */
export interface AfterTapViews {
  FollowUp: typeof FollowUp;
  Ending: typeof Ending;
}

export interface PromptProps {
  state: FlowState;
  words: Messages;
  /** What the respondent calls the task. */
  label: string;
  minimumGroup: number;
  layout: "inline" | "anchored" | "corner" | "sheet";
  placement: Placement;
  theme: Theme;
  /** The reasons on offer for the answer chosen, in the order shown. */
  reasons: (answer: Answer) => readonly (string | OwnReason)[];
  afterTap: AfterTapViews | undefined;
  dispatch: Dispatch;
}

/** Which panel for which state, nothing else. */
export function Prompt(props: PromptProps) {
  const { state, words, layout, afterTap, dispatch } = props;
  const over = state.name === "sealed" || state.name === "thanked" || state.name === "kept" || state.name === "refused";
  return (
    <section
      class={`card ${layout} ${props.placement}`}
      part="card"
      aria-label={words.region}
      lang={words.locale}
      data-theme={props.theme}
      // Above the page without a z-index; never modal. Inline cards stay in the flow.
      popover={layout === "inline" ? undefined : "manual"}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") dispatch({ type: "leave", how: "escape" });
        // What is typed into our fields is nobody else's shortcut; F6 leads out of them.
        if (event.key !== "F6" && event.target instanceof Element && event.target.matches("textarea,select"))
          event.stopPropagation();
      }}
    >
      {layout === "anchored" && <i class="tip" />}
      {over ? (
        afterTap && <afterTap.Ending state={state} words={words} dispatch={dispatch} />
      ) : (
        <Question {...props} />
      )}
    </section>
  );
}

function Question({ state, words, label, minimumGroup, reasons, afterTap, dispatch }: PromptProps) {
  const answer = state.name === "chosen" || state.name === "rated" ? state.answer : undefined;
  const leave = (how: "not-now" | "never" | "close") => () => dispatch({ type: "leave", how });
  return (
    <>
      <p class="task">
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M1.5 6.5 4.6 9.5 10.5 2.8" />
        </svg>
        <span>{label}</span>
      </p>
      <h2 id="question">
        <span>{words.question}</span>
      </h2>
      <Scale words={words} chosen={answer?.score} dispatch={dispatch} />
      {answer && afterTap && (
        <afterTap.FollowUp state={state} answer={answer} reasons={reasons(answer)} words={words} dispatch={dispatch} />
      )}
      <p class="privacy">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {[5.1, 10.9, 2.3, 8, 13.7].map((x, index) => (
            <circle key={x} cx={x} cy={index < 2 ? 5.4 : 10.8} r="2" />
          ))}
        </svg>
        <span>{words.privacy.replace("{k}", String(minimumGroup))}</span>
      </p>
      {answer ? (
        <p class="foot act">
          <button class="send" part="send" onClick={() => dispatch({ type: "send" })}>
            <span>{words.send}</span>
          </button>
          {state.name === "rated" ? (
            <button onClick={leave("close")}>
              <span>{words.close}</span>
            </button>
          ) : (
            <button onClick={leave("not-now")}>
              <span>{words.notNow}</span>
            </button>
          )}
        </p>
      ) : (
        <p class="foot">
          <button onClick={leave("not-now")}>
            <span>{words.notNow}</span>
          </button>
          <button class="quiet" onClick={leave("never")}>
            <span>{words.never}</span>
          </button>
        </p>
      )}
    </>
  );
}
