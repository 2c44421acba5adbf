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
        ? to({ name: "sealed", answer: known }, { type: "open", answer: known }, { type: "seal", answer: known })
        : stay(state);
    case "leave":
      return to({ name: "gone", dismissed: event.how === "close" ? "not-now" : event.how }, { type: "hide" });
    default:
      return stay(state);
  }
}

function whileOpen(state: Named<"rated">, event: FlowEvent, instrument: Instrument): FlowStep {
  const { answer, saved } = state;
  const edit = (changed: Answer) => to({ name: "rated", answer: changed, saved }, { type: "edit", answer: changed });
  const seal: FlowEffect = { type: "seal", answer };
  switch (event.type) {
    case "move":
      return to({ name: "rated", answer: withScore(answer, event.score, instrument), saved, dirty: true });
    case "choose":
      return edit(withScore(answer, event.score, instrument));
    case "explain":
      return edit({ ...answer, ...event.change });
    case "saved":
      return to({ ...state, saved: event.durability });
    case "send":
      return state.dirty
        ? to({ name: "sealed", answer }, { type: "edit", answer }, seal)
        : to({ name: "sealed", answer }, seal);
    case "leave":
      return to({ name: "gone" }, seal, { type: "hide" });
    case "failed":
      return to({ name: "chosen", answer, failed: true });
    case "sealed-elsewhere":
      return to({ name: "sealed", answer: event.answer, late: true }, { type: "seal", answer: event.answer });
    default:
      return stay(state);
  }
}

function afterSealing(state: Named<"sealed" | "thanked" | "kept" | "refused">, event: FlowEvent): FlowStep {
  const { answer } = state;
  if (event.type === "leave") return to({ name: "gone" }, { type: "hide" });
  if (state.name !== "sealed" && state.name !== "kept") return stay(state);
  const late = state.late === true;
  switch (event.type) {
    case "delivered":
      return to({ name: "thanked", answer, late });
    case "refused":
      return to({ name: "refused", answer, problem: event.problem });
    case "sealed-elsewhere":
      return to({ ...state, answer: event.answer, late: true }, { type: "correct", answer: event.answer });
    case "kept":
      return state.name === "sealed" ? to({ name: "kept", answer, durability: event.durability, late }) : stay(state);
    case "failed":
      return state.name === "sealed" ? to({ name: "chosen", answer, failed: true }) : stay(state);
    default:
      return stay(state);
  }
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
