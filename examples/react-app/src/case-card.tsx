import type { TaskFeedbackProps } from "@aftertask/react";
import type { AskOutcome } from "@aftertask/widget";
import { type ReactNode, useState } from "react";
import { say, type Word } from "./language.js";

/** What a card knows of its case, ready to be handed to `<TaskFeedback>`. */
type Finished = Pick<TaskFeedbackProps, "task" | "round" | "label" | "when" | "onRated" | "onDismissed" | "onNotAsked">;

interface CaseCardProps {
  id: string;
  title: Word;
  done: Word;
  /** The question, given what the card knows. */
  children(finished: Finished): ReactNode;
}

export function CaseCard({ id, title, done, children }: CaseCardProps) {
  const [closed, setClosed] = useState(false);
  const [round, setRound] = useState(1);
  const [outcome, setOutcome] = useState<AskOutcome>();

  function toggle() {
    setClosed(!closed);
    setOutcome(undefined);
    // A case that was reopened is finished again later: that is another round, and may be rated again.
    if (closed) setRound(round + 1);
  }

  const action = closed ? say.reopen : say.close;
  return (
    <li>
      <p className="id">
        {id} · {closed ? say.closed : say.finished}
      </p>
      <h2>{say[title]}</h2>
      <p className="done">{say[done]}</p>
      <button type="button" className={closed ? "quiet" : undefined} aria-label={`${action} ${id}`} onClick={toggle}>
        {action}
      </button>
      {children({
        task: id,
        round,
        label: `${say[title]}, ${id}`,
        when: closed,
        onRated: setOutcome,
        onDismissed: setOutcome,
        onNotAsked: setOutcome,
      })}
      {outcome && (
        <p className="told">
          {say[outcome.outcome]} <code>{codeOf(outcome)}</code>
        </p>
      )}
    </li>
  );
}

function codeOf(outcome: AskOutcome): string {
  if (outcome.outcome === "rated") return outcome.problem?.title ?? outcome.delivery;
  return outcome.outcome === "dismissed" ? outcome.how : outcome.because;
}
