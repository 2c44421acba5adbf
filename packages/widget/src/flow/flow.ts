import { bandOf, type Instrument } from "@aftertask/schema/words";
import type { Answer, FlowEffect, FlowEvent, FlowState } from "./flow.types.js";

export interface FlowStep {
  state: FlowState;
  effects: FlowEffect[];
}

/**
 * One step of a prompt's life: asking → chosen → rated → sealed → thanked, kept or refused.
 * An event that means nothing in a state leaves it as it is.
 */
export function step(state: FlowState, event: FlowEvent, instrument: Instrument): FlowStep {
  switch (state.name) {
    case "asking":
    case "chosen":
      return beforeSaving(state, event, instrument);
    case "rated":
      return whileOpen(state, event, instrument);
    case "gone":
      return stay(state);
    default:
      return afterSealing(state, event);
  }
}

type Named<N extends FlowState["name"]> = Extract<FlowState, { name: N }>;

function beforeSaving(state: Named<"asking" | "chosen">, event: FlowEvent, instrument: Instrument): FlowStep {
  const known = state.name === "chosen" ? state.answer : undefined;
  switch (event.type) {
    case "move":
      return to({ name: "chosen", answer: withScore(known, event.score, instrument) });
    case "choose":
      return open(withScore(known, event.score, instrument));
    case "explain":
      return known ? open({ ...known, ...event.change }) : stay(state);
    case "send":
      return known
        ? to({ name: "sealed", answer: known }, { type: "open", answer: known }, { type: "seal" })
        : stay(state);
    case "leave":
      return to({ name: "gone", dismissed: event.how === "close" ? "not-now" : event.how }, { type: "hide" });
    default:
      return stay(state);
  }
}

function whileOpen(state: Named<"rated">, event: FlowEvent, instrument: Instrument): FlowStep {
  const { answer } = state;
  switch (event.type) {
    case "move":
      return to({ name: "rated", answer: withScore(answer, event.score, instrument), dirty: true });
    case "choose":
      return edit(withScore(answer, event.score, instrument));
    case "explain":
      return edit({ ...answer, ...event.change });
    case "send":
      return state.dirty
        ? to({ name: "sealed", answer }, { type: "edit", answer }, { type: "seal" })
        : to({ name: "sealed", answer }, { type: "seal" });
    case "leave":
      return to({ name: "gone" }, { type: "seal" }, { type: "hide" });
    case "failed":
      return to({ name: "chosen", answer, failed: true });
    case "sealed-elsewhere":
      return to({ name: "sealed", answer }, { type: "seal" });
    default:
      return stay(state);
  }
}

function afterSealing(state: Named<"sealed" | "thanked" | "kept" | "refused">, event: FlowEvent): FlowStep {
  const { answer } = state;
  const open = state.name === "sealed" || state.name === "kept";
  if (event.type === "leave") return to({ name: "gone" }, { type: "hide" });
  if (event.type === "delivered" && open) return to({ name: "thanked", answer });
  if (event.type === "refused" && open) return to({ name: "refused", answer, problem: event.problem });
  if (event.type === "kept" && state.name === "sealed") return to({ name: "kept", answer });
  if (event.type === "failed" && state.name === "sealed") return to({ name: "chosen", answer, failed: true });
  return stay(state);
}

/** Another band asks another question, so the reasons given to the old one are dropped. */
function withScore(answer: Answer | undefined, score: number | null, instrument: Instrument): Answer {
  if (!answer) return { score, reasons: [], comment: "" };
  const band = (of: number | null) => of !== null && bandOf(instrument, of);
  return { ...answer, score, reasons: band(answer.score) === band(score) ? answer.reasons : [] };
}

function to(state: FlowState, ...effects: FlowEffect[]): FlowStep {
  return { state, effects };
}

const stay = (state: FlowState) => to(state);
const open = (answer: Answer) => to({ name: "rated", answer }, { type: "open", answer });
const edit = (answer: Answer) => to({ name: "rated", answer }, { type: "edit", answer });
