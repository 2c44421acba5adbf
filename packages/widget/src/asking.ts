import { DEFAULT_INSTRUMENT, type InstrumentId, type Touchpoint } from "@aftertask/schema/words";
import { type AskFacts, decide, type NotAskedBecause } from "./ask/decide.js";
import { afterDismissed, afterOptOut, afterRated, afterShown, type History } from "./ask/history.js";
import type { Queue } from "./ask/queue.js";
import { isNarrow, pageLocale, whenPainted, whenWelcome } from "./browser/page.js";
import { changeHistory, passingPerson } from "./browser/person-storage.js";
import type { createEvents } from "./events.js";
import type { Settings } from "./options.js";
import type { Outbox } from "./outbox.js";
import { loadQuestion, type Question } from "./question.js";
import type { Circumstances } from "./rating/compose.js";
import { showPrompt, type ShownPrompt } from "./show.js";
import type { Address, AddressedAsk, AskOptions, AskOutcome } from "./types.js";
import type { AfterTap } from "./view/after-tap.js";

/** A prompt in English now is worth more than one in the right language later. In milliseconds. */
const PATIENCE_FOR_WORDS = 3_000;

const withdrawn = (): AskOutcome => ({ outcome: "dismissed", how: "removed" });

export interface AskingParts {
  queue: Queue;
  events: ReturnType<typeof createEvents>;
  settings: () => Settings;
  /** The question with what the host has worded otherwise. */
  inHostsWords: (question: Question, tag: string) => Question;
  /** @param busy whether nobody could be asked right now; else the ask may wait */
  factsOf: (touchpoint: string, asked: AskOptions, busy?: boolean) => AskFacts;
  /** The outbox of these settings, for the address that the ask goes by. */
  outbox: (settings: Settings, asked: Partial<Address>) => Promise<Outbox>;
  afterTap: (locale: string, instrument: InstrumentId, touchpoint: Touchpoint | undefined) => Promise<AfterTap>;
}

/** An ask that has been checked, and can be withdrawn. */
type Asked = AddressedAsk & { signal: AbortSignal };

/** One ask: decided, brought into line, shown at a welcome moment, heard to its end. */
export function createAsking(parts: AskingParts): (touchpoint: string, asked: Asked) => Promise<AskOutcome> {
  const { queue, events, settings, factsOf } = parts;

  return async function ask(touchpoint, asked) {
    const { signal } = asked;
    const first = decide(factsOf(touchpoint, asked, queue.full));
    if (!first.ask) return notAsked(touchpoint, asked, first.because);
    // Opened now, well before the prompt can be tapped. Where it fails, it is tried again then.
    const given = settings();
    whenPainted(() => signal.aborted || parts.outbox(given, asked).catch(() => {}));

    let shown: ShownPrompt | undefined;
    let impatient = false;
    const onAbort = () => {
      queue.prune();
      shown?.leave("removed");
    };
    const giveWay = () => {
      impatient = true;
      return shown?.giveWay() ?? false;
    };
    signal.addEventListener("abort", onAbort);
    const leave = await queue.enter({ giveWay }, signal);
    const stop = () => {
      signal.removeEventListener("abort", onAbort);
      leave?.();
    };
    try {
      if (signal.aborted) return withdrawn();
      const { locale, touchpoints } = settings();
      const instrument = asked.instrument ?? touchpoints?.[touchpoint]?.instrument ?? DEFAULT_INSTRUMENT;
      const tooLate = new Promise<void>((go) => {
        setTimeout(go, PATIENCE_FOR_WORDS);
        signal.addEventListener("abort", () => go());
      });
      const tag = asked.locale ?? locale ?? pageLocale();
      const question = parts.inHostsWords(await loadQuestion(instrument, tag, tooLate), tag);
      await whenWelcome({
        place: asked.layout === "corner" ? null : (asked.container ?? asked.anchor ?? null),
        isBusy: () => settings().busy,
        // Much may happen while an ask waits: it expires, is answered in another tab, is turned off.
        isWanted: () => !signal.aborted && decide(factsOf(touchpoint, asked)).ask,
      });
      if (signal.aborted || asked.container?.isConnected === false) return withdrawn();
      const facts = factsOf(touchpoint, asked);
      const decision = decide(facts);
      if (!decision.ask) return notAsked(touchpoint, asked, decision.because);
      shown = show(touchpoint, asked, { task: facts.task, sampling: decision.sampling, question, stop });
    } catch (error) {
      if (signal.aborted) return withdrawn();
      // A place that cannot carry a prompt, a page that breaks what we stand on: the page may know, the ask just ends.
      reportError(error);
      return notAsked(touchpoint, asked, "busy");
    } finally {
      // Once it is on the screen, the prompt says itself when its turn is over.
      if (!shown) stop();
    }
    if (impatient) shown.giveWay();
    return shown.outcome;
  };

  function notAsked(touchpoint: string, asked: Asked, because: NotAskedBecause): AskOutcome {
    events.tell("not-asked", { ...aboutOf(touchpoint, asked), because }, asked.container ?? asked.anchor);
    return { outcome: "not-asked", because };
  }

  function show(
    touchpoint: string,
    asked: Asked,
    at: { task: string; sampling: number; question: Question; stop(): void },
  ) {
    const { question, sampling } = at;
    const given = settings();
    const { theme, placement, accent, shortcut, touchpoints, mode, person: signedIn } = given;
    const about = aboutOf(touchpoint, asked);
    const person = asked.person ?? signedIn;
    const meet = (change: (history: History) => History) => changeHistory(person, change, mode);
    // Once the prompt has left the page, its events come from what has asked.
    const origin = () => (prompt.host.isConnected ? prompt.host : (asked.container ?? asked.anchor));
    const prompt = showPrompt({
      circumstances: circumstancesOf(touchpoint, asked, sampling, question, given),
      question,
      label: asked.label ?? asked.task,
      theme,
      placement,
      accent,
      anchor: layoutFor(asked) === "anchored" ? asked.anchor : undefined,
      container: asked.container,
      shortcut,
      // Of the settings it is shown with: what is tapped here does not go astray when they change.
      createKeeper: async (ports) => (await parts.outbox(given, asked)).createKeeper(ports),
      afterTap: () => parts.afterTap(question.words.locale, question.instrument, touchpoints?.[touchpoint]),
      onSaved: () => meet((history) => afterRated(history, at.task)),
      onRated: (rating) => {
        events.tell("rated", { ...about, rating }, origin());
        if (rating.notSolved) events.tell("not-solved", { ...about, rating }, origin());
      },
      onDelivered: (id) => events.tell("delivered", { ...about, id }, origin()),
      onRefused: (id, problem) => events.tell("refused", { ...about, id, problem }, origin()),
      onDismissed: (how) => {
        if (how === "never") meet(afterOptOut);
        else if (how !== "removed") meet((history) => afterDismissed(history, Date.now()));
        events.tell("dismissed", { ...about, how }, origin());
      },
      onGone: at.stop,
    });
    meet((history) => afterShown(history, touchpoint, Date.now()));
    events.tell("shown", { ...about, sampling }, origin());
    return prompt;
  }
}

/** An anchor that cannot be seen is none: the page has removed the control whose click has asked. */
function layoutFor({ layout, container, anchor }: AskOptions) {
  const wanted = layout ?? (container ? "inline" : anchor ? "anchored" : "corner");
  return wanted === "anchored" && !anchor?.checkVisibility() ? "corner" : wanted;
}

function aboutOf(touchpoint: string, { task, round = 1 }: AskOptions) {
  return { touchpoint, task, round };
}

/** Everything about the rating to come but the answer. Fixed when the prompt is shown. */
function circumstancesOf(
  touchpoint: string,
  asked: AskOptions,
  sampling: number,
  { instrument, wording, words }: Question,
  settings: Settings,
): Circumstances {
  const layout = layoutFor(asked);
  return {
    touchpoint,
    instrument,
    wording,
    locale: words.locale,
    layout: layout !== "inline" && isNarrow() ? "sheet" : layout,
    sampling,
    promise: { mode: "confidential", minimumGroup: settings.minimumGroup },
    task: asked.task,
    round: asked.round ?? 1,
    // A passing one is made up, and kept for the week, by the first tap: until then nobody has done anything.
    get person() {
      return asked.person ?? settings.person ?? passingPerson(touchpoint, Date.now(), settings.mode);
    },
    provider: asked.provider,
    audience: asked.audience ?? settings.audience,
    context: asked.context,
  };
}
