import { type Catalogue, DEFAULT_INSTRUMENT, type InstrumentId, type Touchpoint } from "@aftertask/schema/words";
import { version } from "../package.json";
import { type AskFacts, decide } from "./ask/decide.js";
import { fingerprint, positionOf } from "./ask/sample.js";
import { createAsking } from "./asking.js";
import { isPresenting, pageLocale, watchTyping } from "./browser/page.js";
import { loadHistory } from "./browser/person-storage.js";
import { sharedOnPage } from "./browser/shared.js";
import { adoptInstance } from "./element.js";
import { createEvents } from "./events.js";
import type { Outbox } from "./outbox.js";
import { checkAddress, checkAsk, type Settings, settingsFrom, timeOf } from "./options.js";
import { takePlace } from "./place.js";
import { fetchInstrument, loadQuestion } from "./question.js";
import { Prompt } from "./view/prompt.js";
import type {
  AddressedAsk,
  Address,
  Aftertask,
  AftertaskOptions,
  AftertaskSettings,
  AskOptions,
  AskOutcome,
} from "./types.js";
import * as rules from "./rules.js";
import { languageFor } from "./words/load.js";

const NEVER = new Promise<void>(() => {});

/**
 * Composes an instance. Its address is looked at when it asks: elements on the page may name others.
 * @throws {AftertaskUsageError} when an option is of the wrong kind
 */
export function composeAftertask(options: AftertaskOptions<Catalogue>): Aftertask<Catalogue> {
  const { endpoint: ownEndpoint, key: givenKey, ...given } = options;
  let ownKey = givenKey;
  let settings = read(given);

  const events = createEvents();
  const { queue } = sharedOnPage();
  const running = new Map<string, Promise<AskOutcome>>();
  const closing = new AbortController();
  /** Aborted when somebody else signs in: what was asked of one person is not shown to the next. */
  let present = new AbortController();
  const outboxes = new Map<string, Promise<Outbox>>();

  const fetchOutbox = (mode: Settings["mode"]) =>
    mode === "mock" ? import("./mock-outbox.js") : import("./outbox.js");
  /** Opens the outbox of a mode and an address, the first time it is called. */
  function outbox({ mode } = settings, to: Partial<Address> = {}): Promise<Outbox> {
    const { endpoint = ownEndpoint, key = ownKey } = to;
    const name = JSON.stringify([mode, endpoint, key]);
    const known = outboxes.get(name);
    if (known) return known;
    const opening = fetchOutbox(mode).then(({ openOutbox }) =>
      openOutbox({ endpoint, key, sdk: `widget/${version}` }, events),
    );
    outboxes.set(name, opening);
    opening.catch(() => outboxes.delete(name));
    return opening;
  }
  const afterTap = async (locale: string, instrument: InstrumentId, touchpoint: Touchpoint | undefined) =>
    (await import("./view/after-tap.js")).prepareAfterTap(languageFor(locale), instrument, touchpoint, (words) =>
      rules.replaceAfterTap(words, locale, settings.messages),
    );

  function read(change: AftertaskSettings<Catalogue>, before?: Settings): Settings {
    rules.warnOfUnknown("createAftertask", change);
    if (change.touchpoints) rules.checkCatalogue(change.touchpoints);
    rules.checkMessages(change.messages);
    return settingsFrom(change, before);
  }

  function factsOf(touchpoint: string, asked: AskOptions, busy = false): AskFacts {
    const { round = 1, finishedAt = Date.now(), own = false, person = settings.person } = asked;
    const task = [touchpoint, asked.task, round].join("\n");
    const { touchpoints, sampling, fatigue, mode } = settings;
    return {
      touchpoint,
      task: fingerprint(task),
      enabled: mode !== "off",
      known: !touchpoints || Object.hasOwn(touchpoints, touchpoint),
      own,
      finishedAt: timeOf(finishedAt),
      sampling,
      position: positionOf(task),
      fatigue: fatigue === "default",
      busy,
      history: loadHistory(person, mode),
      now: Date.now(),
    };
  }

  const askNow = createAsking({
    queue,
    events,
    settings: () => settings,
    inHostsWords: (question, tag) => rules.replaceQuestion(question, tag, settings.messages),
    factsOf,
    outbox,
    afterTap,
  });

  function check(touchpoint: string, asked: AddressedAsk): void {
    checkAsk(touchpoint, asked);
    checkAddress({ endpoint: asked.endpoint ?? ownEndpoint, key: asked.key ?? ownKey });
    rules.warnOfUnknown("ask", asked);
    const { touchpoints } = settings;
    if (touchpoints) rules.checkAgainst(touchpoints, touchpoint, asked);
  }

  /** The same ask while it runs; a withdrawn one takes a moment to end, and whoever asks anew must not be handed its end. */
  function askOnce(touchpoint: string, asked: AddressedAsk): Promise<AskOutcome> {
    const { task, round = 1, person = settings.person, endpoint, key } = asked;
    const name = JSON.stringify([touchpoint, task, round, person, endpoint, key]);
    const same = running.get(name);
    if (same) return same;
    const signal = AbortSignal.any([closing.signal, present.signal, ...(asked.signal ? [asked.signal] : [])]);
    // A task that was finished just now grows old while the ask waits.
    const { finishedAt = Date.now() } = asked;
    const outcome = askNow(touchpoint, { ...asked, finishedAt, signal });
    running.set(name, outcome);
    const forget = () => {
      if (running.get(name) === outcome) running.delete(name);
      signal.removeEventListener("abort", forget);
    };
    signal.addEventListener("abort", forget);
    outcome.then(forget, forget);
    return outcome;
  }

  const instance: Aftertask<Catalogue> = {
    ask(touchpoint, asked) {
      try {
        check(touchpoint, asked);
      } catch (error) {
        return Promise.reject(error);
      }
      return askOnce(touchpoint, asked);
    },
    async explain(touchpoint, asked) {
      check(touchpoint, asked);
      return decide(factsOf(touchpoint, asked, settings.busy || isPresenting(null) || queue.full));
    },
    async submit(rating) {
      rules.checkSubmitted(settings.touchpoints, rating);
      return (await outbox()).client.submit(rating);
    },
    flush: async () => (await outbox()).client.flush(),
    pending: async () => (await outbox()).client.pending(),
    on: events.on,
    configure(change) {
      const { person } = settings;
      rules.warnOfAddress(change, { endpoint: ownEndpoint, key: ownKey });
      // A script tag may get its key late.
      ownKey ||= (change as Partial<Address>).key ?? "";
      settings = read(change, settings);
      if (settings.person === person) return;
      present.abort();
      present = new AbortController();
    },
    async prefetch() {
      if (settings.mode === "off") return;
      // Not `Promise.all([import(…), …])`: a bundler that sees its result unused takes the import for dead code.
      const fetches: (() => Promise<unknown>)[] = [
        () => fetchOutbox(settings.mode),
        () => import("./browser/manners.js"),
        () => import("./browser/position.js"),
        () => import("./view/after-tap.js"),
        async () => {
          const { rehearse } = await import("./rehearsal.js");
          const question = await loadQuestion(DEFAULT_INSTRUMENT, settings.locale ?? pageLocale(), NEVER);
          rehearse(takePlace(document.createElement("p"), "corner").root, question, Prompt);
        },
        ...Object.values(settings.touchpoints ?? {}).map(
          (touchpoint) => async () => fetchInstrument(touchpoint.instrument),
        ),
      ];
      await Promise.all(fetches.map((fetch) => fetch()));
    },
    close() {
      closing.abort();
      for (const undo of undos) undo();
      for (const opened of outboxes.values())
        opened.then(
          ({ client }) => client.close(),
          () => {},
        );
    },
  };
  const undos = [watchTyping(), adoptInstance(instance)];
  return instance;
}
