import type { AskOptions, AskOutcome, TouchpointName } from "@aftertask/widget";
import { type RefObject, useEffect, useInsertionEffect, useRef } from "react";
import { useAftertask } from "./use-aftertask.js";

interface Listeners {
  /** Called once, also when the respondent had answered before the component was removed. */
  onRated?: ((outcome: Extract<AskOutcome, { outcome: "rated" }>) => void) | undefined;
  /** Called once. Removing the component dismisses the prompt too, but is not told here. */
  onDismissed?: ((outcome: Extract<AskOutcome, { outcome: "dismissed" }>) => void) | undefined;
  /** Called once, with the reason why no prompt was shown. */
  onNotAsked?: ((outcome: Extract<AskOutcome, { outcome: "not-asked" }>) => void) | undefined;
}

/** Besides these, the options of `aftertask.ask()`, all but `container` and `signal`: the component sees to those. */
export interface TaskFeedbackProps<T extends TouchpointName = TouchpointName>
  extends Omit<AskOptions<T>, "anchor" | "container" | "signal">, Listeners {
  /** Slug, one of the catalogue's where there is one. */
  touchpoint: T;
  /** Whether the task is finished. Asks when it becomes true, withdraws when it becomes false. Default: true. */
  when?: boolean | undefined;
  /** For the anchored layout: the element to stand beside, or a ref to it. */
  anchor?: Element | RefObject<Element | null> | null | undefined;
  /** For the inline layout: class of the element that the prompt stands in. */
  className?: string | undefined;
}

/**
 * Asks how a task went, once it is finished. In the inline layout the prompt stands where the component is; otherwise
 * the component shows nothing itself. Another touchpoint, task, round, person or layout is another ask; all the other
 * props are read when it is made, and the callbacks when they are called.
 */
export function TaskFeedback<const T extends TouchpointName>(props: TaskFeedbackProps<T>) {
  const { touchpoint, task, round, person, layout, when = true } = props;
  const aftertask = useAftertask();
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useInsertionEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!when) return;
    const withdrawal = new AbortController();

    async function ask() {
      const outcome = await aftertask.ask(touchpoint, {
        ...askOptions(latest.current),
        task,
        round,
        person,
        layout,
        container: container.current ?? undefined,
        signal: withdrawal.signal,
      });
      tell(outcome, latest.current, withdrawal.signal);
    }

    // StrictMode mounts, unmounts and mounts again in one go: a timer that is cancelled on the way asks once.
    // A rejection is a mistake in how this is called, or in a callback: let it surface like any other of the app's.
    const timer = setTimeout(() => void ask());
    return () => {
      clearTimeout(timer);
      withdrawal.abort();
    };
  }, [aftertask, touchpoint, task, round, person, layout, when]);

  return layout === "inline" ? <div ref={container} className={props.className} /> : null;
}

/** The options that are only read. Those that decide whether to ask anew are named in the effect. */
function askOptions<T extends TouchpointName>(props: TaskFeedbackProps<T>) {
  const { instrument, provider, audience, label, finishedAt, own, context, locale, anchor } = props;
  const element = anchor && "current" in anchor ? anchor.current : anchor;
  return { instrument, provider, audience, label, finishedAt, own, context, locale, anchor: element ?? undefined };
}

function tell(outcome: AskOutcome, listeners: Listeners, withdrawn: AbortSignal): void {
  if (outcome.outcome === "rated") listeners.onRated?.(outcome);
  else if (withdrawn.aborted) return;
  else if (outcome.outcome === "dismissed") listeners.onDismissed?.(outcome);
  else listeners.onNotAsked?.(outcome);
}
