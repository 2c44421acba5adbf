import { type ComponentType, Fragment, h } from "preact";
import { type InstrumentId, INSTRUMENTS } from "@aftertask/schema/words";
import type { Dispatch } from "../flow/flow.types.js";
import { intentOfChange, intentOfKey } from "../rating/moves.js";
import type { AskingWords } from "../words/messages.js";

/** What stands beside an answer's words: a face, a thumb, or the number that is the answer. */
export type Mark = ComponentType<{ score: number }>;

interface ScaleProps {
  words: AskingWords;
  instrument: InstrumentId;
  Mark: Mark;
  /** `undefined`: nothing chosen. `null`: doesn't apply. */
  chosen: number | null | undefined;
  /** What became of the choice. */
  note: string | false | undefined;
  dispatch: Dispatch;
}

/** The radios: one for each answer in the group that the question names, and *doesn't apply*, which is outside the scale but shares their arrow keys. */
export function Scale({ words, instrument, Mark, chosen, note, dispatch }: ScaleProps) {
  const { min } = INSTRUMENTS[instrument];
  let lastKey: string | undefined;
  const radio = (score: number | null) => (
    <input
      type="radio"
      name="score"
      checked={chosen === score}
      onKeyUp={() => (lastKey = undefined)}
      onKeyDown={(event) => {
        lastKey = event.key;
        const alone = !event.ctrlKey && !event.metaKey;
        if (alone && intentOfKey(event.key, event.currentTarget.checked)) dispatch({ type: "choose", score });
      }}
      onChange={() => dispatch({ type: intentOfChange(lastKey), score })}
    />
  );
  return (
    <>
      <div class={`tray row ${instrument}`}>
        <div class="scale" role="radiogroup" aria-labelledby="question" part="scale">
          {words.scale.map((label, index) => (
            <label class="answer" part="answer" key={index}>
              {radio(min + index)}
              <Mark score={min + index} />
              <span data-words={label}>{label && <i>{label}</i>}</span>
            </label>
          ))}
        </div>
      </div>
      <div class="under">
        <label class="outside">
          {radio(null)}
          <span>{words.notApplicable}</span>
        </label>
        {note && (
          <p class={note === words.failed ? "label" : undefined}>
            <span>{note}</span>
          </p>
        )}
      </div>
    </>
  );
}
