import { Fragment, h } from "preact";
import type { Dispatch, FlowEvent, FlowState } from "../flow/flow.types.js";
import type { Placement, Theme } from "../types.js";
import type { AskingWords } from "../words/messages.js";
import type { AfterTap } from "./after-tap.js";
import type { EndState } from "./ending.js";
import type { Question } from "../question.js";
import { Scale } from "./scale.js";

export interface PromptProps {
  state: FlowState;
  question: Question;
  /** What the respondent calls the task. */
  label: string;
  minimumGroup: number;
  layout: "inline" | "anchored" | "corner" | "sheet";
  placement: Placement;
  theme: Theme;
  /** `undefined` until it is fetched. */
  afterTap: AfterTap | undefined;
  dispatch: Dispatch;
}

/** Which panel for which state, nothing else. */
export function Prompt(props: PromptProps) {
  const { state, question, layout, afterTap, dispatch } = props;
  const { words } = question;
  return (
    <section
      class={`card ${props.theme} ${layout} ${props.placement.replace("-", " ")}`}
      part="card"
      aria-label={words.region}
      lang={words.locale}
      dir={words.dir}
      // Above the page without a z-index; never modal. Inline cards stay in the flow.
      popover={layout === "inline" ? undefined : "manual"}
      tabIndex={-1}
      onClickCapture={(event) => {
        // The second click of a double click was meant for what the card has come to lie on.
        if (state.name !== "asking" || event.detail < 2) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onKeyDown={(event) => {
        // Escape also ends the composition of a character; then it is not ours.
        const leave = event.key === "Escape" && !event.isComposing;
        // From anywhere on the card, as in many a form: who has answered need not walk through what is optional.
        const send = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        if (leave) dispatch({ type: "leave", how: "escape" });
        if (send) dispatch({ type: "send" });
        // A dialog around the card stays open; what is typed into our fields is nobody else's shortcut. Function keys lead out.
        const inField = event.target instanceof Element && event.target.matches("textarea,select");
        if (leave || send) event.preventDefault();
        if (leave || send || (inField && !/^F\d/.test(event.key))) event.stopPropagation();
      }}
    >
      {layout === "anchored" && <i class="tip" />}
      <div class="body">
        {afterTap && isOver(state) ? (
          <afterTap.Ending state={state} question={question} words={afterTap.words} dispatch={dispatch} />
        ) : (
          <Asking {...props} />
        )}
      </div>
    </section>
  );
}

function isOver(state: FlowState): state is EndState {
  return state.name === "sealed" || state.name === "thanked" || state.name === "kept" || state.name === "refused";
}

/** Stands until there are words for the ending, too: a card may wait, but not be empty. */
function Asking({ state, question, label, minimumGroup, afterTap, dispatch }: PromptProps) {
  const { words } = question;
  const answer = "answer" in state ? state.answer : undefined;
  const note =
    state.name === "rated"
      ? state.saved === "stored" && afterTap?.words.saved
      : state.name === "chosen" && state.failed && words.failed;
  return (
    <>
      <p class="task">
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M1.5 6.5 4.6 9.5 10.5 2.8" />
        </svg>
        <span>{label}</span>
      </p>
      <h2 id="question" part="question">
        <span>{words.question}</span>
      </h2>
      <Scale {...question} chosen={answer?.score} note={note} dispatch={dispatch} />
      {answer && afterTap && (
        <afterTap.FollowUp
          answer={answer}
          why={afterTap.why(answer.score)}
          locale={words.locale}
          words={afterTap.words}
          dispatch={dispatch}
        />
      )}
      <p class="privacy">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {[5.1, 10.9, 2.3, 8, 13.7].map((x, index) => (
            <circle key={x} cx={x} cy={index < 2 ? 5.4 : 10.8} r="2" />
          ))}
        </svg>
        <span>{words.privacy.replace("{k}", String(minimumGroup))}</span>
      </p>
      <WayOut name={state.name} words={words} dispatch={dispatch} />
    </>
  );
}

interface WayOutProps {
  words: AskingWords;
  dispatch: Dispatch;
  name: FlowState["name"];
}

/** Before anything is saved one may decline; afterwards there is nothing left to decline. */
function WayOut({ name, words, dispatch }: WayOutProps) {
  const button = (text: string, event: FlowEvent, look?: string, disabled = false) => (
    <button
      class={look}
      part={look}
      disabled={disabled}
      aria-keyshortcuts={look === "send" ? "Control+Enter" : undefined}
      onClick={() => dispatch(event)}
    >
      <span>{text}</span>
    </button>
  );
  const notNow = button(words.notNow, { type: "leave", how: "not-now" });
  if (name === "asking")
    return (
      <p class="foot">
        {notNow}
        {button(words.never, { type: "leave", how: "never" }, "quiet")}
      </p>
    );
  return (
    <p class="foot act">
      {button(words.send, { type: "send" }, "send", name !== "rated" && name !== "chosen")}
      {name === "chosen" ? notNow : button(words.close, { type: "leave", how: "close" })}
    </p>
  );
}
