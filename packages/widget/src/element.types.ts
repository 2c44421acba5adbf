import type { Audience, InstrumentId, Layout } from "@aftertask/schema/words";
import type { AftertaskEventName, AftertaskEvents } from "./types.js";

type OrNothing<Value> = Value | null | undefined;

/** `<aftertask-prompt>`. Each property mirrors the attribute of its name; `null` or `undefined` takes the attribute away. */
export interface AftertaskPromptElement extends HTMLElement {
  /** Slug; an element that has neither this nor a task, endpoint or key is only a place for a prompt. */
  touchpoint: string | null;
  /** Opaque id of the finished piece of work. */
  task: string | null;
  /** Default: `inline`. */
  get layout(): string | null;
  set layout(layout: OrNothing<Exclude<Layout, "sheet">>);
  /** Default: 1. */
  get round(): string | null;
  set round(round: OrNothing<number | string>);
  /** Default: `outcome5`. */
  get instrument(): string | null;
  set instrument(instrument: OrNothing<InstrumentId>);
  /** Slug of the team that did the work. */
  provider: string | null;
  /** Default: the instance's. */
  get audience(): string | null;
  set audience(audience: OrNothing<Audience>);
  /** What the respondent calls the task. Default: its id. Never leaves the page. */
  label: string | null;
  /** Where answers go. Default: where the instance's go. */
  endpoint: string | null;
  /** Public key of the project. Default: the instance's. */
  key: string | null;
}

/** The events of the page, as `addEventListener` names them. */
export type AftertaskPageEvents = {
  [E in AftertaskEventName as `aftertask-${E}`]: CustomEvent<AftertaskEvents[E]>;
};

declare global {
  interface HTMLElementTagNameMap {
    "aftertask-prompt": AftertaskPromptElement;
  }
  interface GlobalEventHandlersEventMap extends AftertaskPageEvents {}
}
