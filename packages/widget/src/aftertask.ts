import type { Client } from "@aftertask/client";
import { type Catalogue, DEFAULT_INSTRUMENT, INSTRUMENTS, type Touchpoint } from "@aftertask/schema/words";
import { version } from "../package.json";
import { type AskFacts, type Decision, decide } from "./ask/decide.js";
import { afterDismissed, afterOptOut, afterRated, afterShown } from "./ask/history.js";
import { createQueue } from "./ask/queue.js";
import { fingerprint, positionOf } from "./ask/sample.js";
import { isNarrow, pageLocale, watchTyping, whenWelcome } from "./browser/page.js";
import { changeHistory, loadHistory, passingPerson } from "./browser/person-storage.js";
import { adoptInstance } from "./element.js";
import { createEvents } from "./events.js";
import { checkAddress, checkAsk, checkContext, type Settings, settingsFrom, timeOf } from "./options.js";
import { showPrompt, type ShownPrompt } from "./show.js";
import type {
  Aftertask,
  AftertaskOptions,
  AftertaskSettings,
  AskOptions,
  AskOutcome,
  RegisteredCatalogue,
} from "./types.js";
import { languageFor, loadAskingWords } from "./words/load.js";

/**
 * Creates an instance. On a server it may be imported, not created.
 * @throws {AftertaskUsageError} when the endpoint or the key is missing or an option is of the wrong kind
 */
export function createAftertask<const C extends Catalogue = RegisteredCatalogue>(
  options: AftertaskOptions<C>,
): Aftertask<C> {
  checkAddress(options as AftertaskOptions<Catalogue>);
  const { endpoint, key, ...given } = options;
  let settings = settingsFrom(given as AftertaskSettings<Catalogue>);

  const queue = createQueue();
  const events = createEvents();
  const running = new Map<string, Promise<AskOutcome>>();
  const closing = new AbortController();
  /** Aborted when somebody else signs in: what was asked of one person is not shown to the next. */
  let present = new AbortController();
  let loading: Promise<Client> | undefined;

  const outbox = () => import("./outbox.js");
  const client = (): Promise<Client> =>
    (loading ??= outbox().then(
      ({ createClient }) => createClient({ endpoint, key, sdk: `widget/${version}` }),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  const afterTap = async (locale: string, touchpoint?: Touchpoint) =>
    (await import("./view/after-tap.js")).prepareAfterTap(languageFor(locale), touchpoint);

  function factsOf(touchpoint: string, asked: AskOptions): AskFacts {
    const { round = 1, finishedAt, own = false } = asked;
    const task = [touchpoint, asked.task, round].join("\n");
    const { touchpoints, sampling, fatigue, mode } = settings;
    return {
      touchpoint,
      task: fingerprint(task),
      enabled: mode === "live",
      known: !touchpoints || Object.hasOwn(touchpoints, touchpoint),
      own,
      finishedAt: finishedAt === undefined ? undefined : timeOf(finishedAt),
      sampling,
      position: positionOf(task),
      fatigue: fatigue === "default",
      history: loadHistory(asked.person ?? settings.person),
      now: Date.now(),
    };
  }

  function check(touchpoint: string, asked: AskOptions): void {
    checkAsk(touchpoint, asked);
    const { touchpoints } = settings;
    if (touchpoints && asked.context) checkContext(touchpoint, touchpoints, asked.context);
  }

  async function run(touchpoint: string, asked: AskOptions): Promise<AskOutcome> {
    const about = { touchpoint, task: asked.task, round: asked.round ?? 1 };
    const origin = asked.container ?? asked.anchor;
    const notAsked = (decision: Decision): AskOutcome => {
      const because = decision.ask ? "busy" : decision.because;
      events.tell("not-asked", { ...about, because }, origin);
      return { outcome: "not-asked", because };
    };

    const first = decide(factsOf(touchpoint, asked));
    if (!first.ask) return notAsked(first);

    const signals = [closing.signal, present.signal, asked.signal].filter((each) => each !== undefined);
    const signal = AbortSignal.any(signals);
    let shown: ShownPrompt | undefined;
    let impatient = false;
    const onAbort = () => {
      queue.prune();
      shown?.leave("removed");
    };
    signal.addEventListener("abort", onAbort);
    const leave = await queue.enter({ giveWay: () => shown?.giveWay() ?? !(impatient = true) }, signal);
    const stop = () => {
      signal.removeEventListener("abort", onAbort);
      leave?.();
    };
    if (!leave && !signal.aborted) return (stop(), notAsked(first));

    const words = await loadAskingWords(asked.locale ?? settings.locale ?? pageLocale());
    await whenWelcome(signal);
    // Much may have happened while this ask stood in line.
    const decision = decide(factsOf(touchpoint, asked));
    if (signal.aborted || !leave) return (stop(), { outcome: "dismissed", how: "removed" });
    if (!decision.ask) return (stop(), notAsked(decision));

    const person = asked.person ?? settings.person;
    const { task } = factsOf(touchpoint, asked);
    shown = showPrompt({
      circumstances: circumstancesOf(touchpoint, asked, decision.sampling, words.locale, settings),
      words,
      label: asked.label ?? asked.task,
      theme: settings.theme,
      placement: settings.placement,
      anchor: asked.anchor,
      container: asked.container,
      client,
      createKeeper: async (ports) => (await outbox()).createKeeper(ports),
      afterTap: () => afterTap(words.locale, settings.touchpoints?.[touchpoint]),
      onSaved: () => changeHistory(person, (history) => afterRated(history, task)),
      onRated: (rating) => events.tell("rated", { ...about, rating }, shown?.host),
      onDelivered: (id) => events.tell("delivered", { ...about, id }, shown?.host),
      onRefused: (id, problem) => events.tell("refused", { ...about, id, problem }, shown?.host),
      onDismissed: (how) => {
        if (how === "never") changeHistory(person, afterOptOut);
        else if (how !== "removed") changeHistory(person, (history) => afterDismissed(history, Date.now()));
        events.tell("dismissed", { ...about, how }, shown?.host);
      },
      onGone: stop,
    });
    changeHistory(person, (history) => afterShown(history, touchpoint, Date.now()));
    events.tell("shown", { ...about, sampling: decision.sampling }, shown.host);
    if (impatient) shown.giveWay();
    return shown.outcome;
  }

  const instance: Aftertask<Catalogue> = {
    async ask(touchpoint, asked) {
      check(touchpoint, asked);
      const name = JSON.stringify([touchpoint, asked.task, asked.round ?? 1, asked.person ?? settings.person]);
      const same = running.get(name);
      if (same) return same;
      const outcome = run(touchpoint, asked).finally(() => running.delete(name));
      running.set(name, outcome);
      return outcome;
    },
    async explain(touchpoint, asked) {
      check(touchpoint, asked);
      return decide(factsOf(touchpoint, asked));
    },
    submit: async (rating) => (await client()).submit(rating),
    flush: async () => (await client()).flush(),
    pending: async () => (await client()).pending(),
    on: events.on,
    configure(change) {
      const { person } = settings;
      settings = settingsFrom(change, settings);
      if (settings.person === person) return;
      present.abort();
      present = new AbortController();
    },
    async prefetch() {
      // Not `Promise.all([outbox(), …])`: a bundler that sees its result unused takes the import for dead code.
      const fetches: (() => Promise<unknown>)[] = [outbox, () => afterTap(settings.locale ?? pageLocale())];
      await Promise.all(fetches.map((fetch) => fetch()));
    },
    close() {
      closing.abort();
      for (const undo of undos) undo();
      void loading?.then((ready) => ready.close());
    },
  };
  const undos = [watchTyping(), adoptInstance(instance, createAftertask)];
  return instance as unknown as Aftertask<C>;
}

/** Everything about the rating to come but the answer. Fixed when the prompt is shown. */
function circumstancesOf(touchpoint: string, asked: AskOptions, sampling: number, locale: string, settings: Settings) {
  const instrument = DEFAULT_INSTRUMENT;
  const layout = asked.layout ?? (asked.container ? "inline" : asked.anchor ? "anchored" : "corner");
  return {
    touchpoint,
    instrument,
    wording: `${instrument}.${locale}.${INSTRUMENTS[instrument].version}`,
    locale,
    layout: layout !== "inline" && isNarrow() ? ("sheet" as const) : layout,
    sampling,
    promise: { mode: "confidential" as const, minimumGroup: settings.minimumGroup },
    task: asked.task,
    round: asked.round ?? 1,
    person: asked.person ?? settings.person ?? passingPerson(touchpoint, Date.now()),
    provider: asked.provider,
    audience: asked.audience ?? settings.audience,
    context: asked.context,
  };
}
