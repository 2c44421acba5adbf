import { INSTRUMENTS, type Problem, type Rating } from "@aftertask/schema/words";
import { h, render } from "preact";
import { keepInRow } from "./browser/fit.js";
import { deepActiveElement } from "./browser/focus.js";
import { newId } from "./browser/new-id.js";
import { whenPainted } from "./browser/page.js";
import { addSheet } from "./browser/stylesheet.js";
import { onRemoval } from "./element.js";
import { step } from "./flow/flow.js";
import type { DismissedHow, Durability, FlowEffect, FlowEvent, FlowState } from "./flow/flow.types.js";
import type { Keeper, KeeperPorts, RatingIdentity } from "./keeper.js";
import { mindManners, standBeside, takePlace } from "./place.js";
import type { Question } from "./question.js";
import { type Circumstances, composeRating } from "./rating/compose.js";
import type { AskOutcome, Placement, Theme } from "./types.js";
import type { AfterTap } from "./view/after-tap.js";
import { Prompt } from "./view/prompt.js";

/** An ask waits no longer than this for its end once it is sealed, in milliseconds. */
const PATIENCE = 4_000;
/** A region must be known to assistive technology before its text changes, in milliseconds. */
const BEFORE_ANNOUNCING = 1_000;
/** How many times that long it waits for the key that leads into the card; then it is announced without. */
const PATIENCE_FOR_KEY = 4;
/** What a tap reveals under the pointer ignores it for this long, in milliseconds. */
const SETTLING = 400;

export interface Showing {
  circumstances: Circumstances;
  question: Question;
  label: string;
  theme: Theme;
  placement: Placement;
  accent: string | undefined;
  /** What to stand beside; the card lies in the top layer also where it stands in a corner in the end. */
  anchor: Element | undefined;
  container: Element | undefined;
  /** The key that leads into the card and back, or `off`. */
  shortcut: string;
  /** Fetches what saves a tap; called again after a failure. */
  createKeeper: (ports: KeeperPorts) => Promise<Keeper>;
  /** Fetches what the first tap reveals; called again after a failure. */
  afterTap: () => Promise<AfterTap>;
  onSaved: () => void;
  onRated: (rating: Rating) => void;
  onDelivered: (id: string) => void;
  onRefused: (id: string, problem: Problem) => void;
  onDismissed: (how: DismissedHow) => void;
  onGone: () => void;
}

export interface ShownPrompt {
  host: Element;
  outcome: Promise<AskOutcome>;
  leave(how: DismissedHow): void;
  /** Goes away as soon as all is said; true if that is now. */
  giveWay(): boolean;
}

/** One prompt, from the moment it is shown until it is gone: steps the flow, has its effects carried out, paints. */
export function showPrompt(showing: Showing): ShownPrompt {
  const { circumstances, question, shortcut } = showing;
  const { words } = question;
  const instrument = INSTRUMENTS[circumstances.instrument];
  const { host, root, vacate } = takePlace(showing.container, circumstances.layout, showing.anchor);
  if (question.css) addSheet(root, question.css);

  let state: FlowState = { name: "asking" };
  let afterTap: AfterTap | undefined;
  let revealing: Promise<void> | undefined;
  let keeping: Promise<Keeper> | undefined;
  let identity: RatingIdentity | undefined;
  let durability: Durability = "volatile";
  let sealed: Rating | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let concluded = false;
  /** Whether the key leads into the card by now. */
  let linked = false;
  /** How to reach the card, as it was told; a text that changed would be told twice. `undefined`: nothing was told yet. */
  let way: string | undefined;
  let impatient = false;
  let settle!: (outcome: AskOutcome) => void;
  const outcome = new Promise<AskOutcome>((resolve) => (settle = resolve));

  function dispatch(event: FlowEvent): void {
    const before = state.name;
    const next = step(state, event, instrument);
    state = next.state;
    for (const effect of next.effects) carryOut(effect);
    if (state.name === "gone") return;
    const hadFocus = root.activeElement;
    paint();
    if (before === "asking") letSettle();
    // The answers have come back from under an ending: they are drawn anew.
    if (before === "sealed" && next.state.name === "chosen") undos.push(keepInRow(card));
    // The button that was pressed is gone; the card itself takes the focus, so that it is not lost to the page.
    if (hadFocus && !root.activeElement) card.focus();
    if (impatient) giveWay();
  }

  function carryOut(effect: FlowEffect): void {
    if (effect.type === "hide") return hide();
    const tapped = (identity ??= { id: newId(), ratedAt: new Date().toISOString() });
    if (effect.type === "seal" || effect.type === "correct")
      sealed = { ...composeRating(circumstances, effect.answer), ...tapped };
    if (effect.type === "correct") return;
    if (effect.type === "seal") beginWaiting();
    getKeeper().then(
      (keeper) => {
        if (effect.type === "open") keeper.open(effect.answer, tapped);
        else if (effect.type === "edit") keeper.edit(effect.answer);
        else keeper.seal();
      },
      () => dispatch({ type: "failed" }),
    );
    getAfterTap();
  }

  /** From here on the ask ends in a rating, whatever becomes of it, at the latest when patience does. */
  function beginWaiting(): void {
    patience ??= setTimeout(wait, PATIENCE);
  }

  function wait(): void {
    conclude({ delivery: durability });
    dispatch({ type: "kept", durability });
  }

  /** The ask settles once; what becomes of the rating later is told by events. */
  function conclude(end: { delivery: Durability | "delivered" | "refused"; problem?: Problem }): void {
    if (!sealed || concluded) return;
    concluded = true;
    clearTimeout(patience);
    showing.onRated(sealed);
    settle({ outcome: "rated", rating: sealed, ...end });
  }

  /** Begun when the prompt is shown, so that the outbox is open before it can be tapped. */
  function getKeeper(): Promise<Keeper> {
    return (keeping ??= showing.createKeeper({ circumstances, dispatch, ...news }).catch((error) => {
      keeping = undefined;
      throw error;
    }));
  }

  const news = {
    onSaved(reached: Durability) {
      durability = reached;
      dispatch({ type: "saved", durability });
      showing.onSaved();
    },
    onWaiting: wait,
    onDelivered() {
      conclude({ delivery: "delivered" });
      if (sealed) showing.onDelivered(sealed.id);
      dispatch({ type: "delivered" });
    },
    onRefused(problem: Problem) {
      conclude({ delivery: "refused", problem });
      if (sealed) showing.onRefused(sealed.id, problem);
      dispatch({ type: "refused", problem });
    },
  };

  /** Once: fetched a second time, the reasons would change places under the pointer. */
  function getAfterTap(): void {
    revealing ??= showing.afterTap().then(
      (fetched) => {
        addSheet(root, fetched.css);
        fetched.putAccent(card, showing.accent);
        afterTap = fetched;
        if (state.name !== "gone") paint();
      },
      () => {
        revealing = undefined;
        // Without its words there is no ending to show; what was tapped is safe all the same.
        if (state.name === "sealed") dispatch({ type: "leave", how: "removed" });
      },
    );
  }

  function paint(): void {
    render(
      [
        h("p", { class: "status", role: "status", key: "status" }, way === undefined ? "" : announcement()),
        h(Prompt, {
          key: "card",
          state,
          question,
          label: showing.label,
          minimumGroup: circumstances.promise.minimumGroup,
          layout: circumstances.layout,
          placement: showing.placement,
          theme: showing.theme,
          afterTap,
          dispatch,
        }),
      ],
      root,
    );
  }

  function announcement(): string {
    if (state.name === "chosen" && state.failed) return words.failed;
    if (state.name === "asking" || state.name === "chosen" || state.name === "gone")
      return `${words.region}. ${words.question} ${way}`;
    if (!afterTap) return "";
    if (state.name === "rated") return state.saved === "stored" ? afterTap.words.saved : "";
    return afterTap.spokenEnd(state, afterTap.words);
  }

  function hide(): void {
    for (const undo of undos) undo();
    render(null, root);
    vacate();
    if (state.name === "gone" && state.dismissed) {
      showing.onDismissed(state.dismissed);
      settle({ outcome: "dismissed", how: state.dismissed });
    }
    showing.onGone();
  }

  function giveWay(): boolean {
    const over = state.name === "thanked" || state.name === "kept" || state.name === "refused";
    impatient = !over;
    if (over) dispatch({ type: "leave", how: "removed" });
    return over;
  }

  function letSettle(): void {
    card.classList.add("settling");
    setTimeout(() => card.classList.remove("settling"), SETTLING);
  }

  const cameFrom = deepActiveElement();
  paint();
  const card = root.querySelector(".card") as HTMLElement;
  if (circumstances.layout !== "inline") card.showPopover?.();
  let looks = 0;
  // Nobody is told of a key that does nothing yet.
  const announce = setInterval(() => {
    if (!linked && ++looks < PATIENCE_FOR_KEY) return;
    clearInterval(announce);
    way = linked && shortcut !== "off" ? words.appeared.replace("F6", shortcut) : "";
    paint();
  }, BEFORE_ANNOUNCING);
  const undos = [
    keepInRow(card),
    () => clearInterval(announce),
    onRemoval(host, () => dispatch({ type: "leave", how: "removed" })),
  ];
  if (circumstances.layout === "anchored" && showing.anchor) undos.push(standBeside(showing.anchor, card));
  whenPainted(() => {
    if (state.name === "gone") return;
    // The outbox first: it is what saves a tap. Whatever fails is tried again then, when somebody can be told.
    getKeeper().then(getAfterTap, () => {});
    undos.push(mindManners(card, shortcut, cameFrom, () => (linked = true)));
  });

  return { host, outcome, leave: (how) => dispatch({ type: "leave", how }), giveWay };
}
