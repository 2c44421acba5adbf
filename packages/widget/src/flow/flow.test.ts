import { INSTRUMENTS } from "@aftertask/schema/words";
import { describe, expect, it } from "vitest";
import { step } from "./flow.js";
import type { Answer, FlowEffect, FlowEvent, FlowState } from "./flow.types.js";

const answer = (score: number | null, more: Partial<Answer> = {}): Answer => ({
  score,
  reasons: [],
  comment: "",
  ...more,
});

/** Plays events from the start and tells the states and effects that they led to. */
function play(...events: FlowEvent[]) {
  let state: FlowState = { name: "asking" };
  const effects: FlowEffect[] = [];
  for (const event of events) {
    const next = step(state, event, INSTRUMENTS.outcome5);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects: effects.map(({ type }) => type), last: effects.at(-1) };
}

const problem = { type: "https://aftertask.dev/problems/already-rated", title: "The task has already been rated" };

describe("before anything is saved", () => {
  it("a tap saves the answer, open", () => {
    const { state, last } = play({ type: "choose", score: 4 });
    expect(state).toEqual({ name: "rated", answer: answer(4) });
    expect(last).toEqual({ type: "open", answer: answer(4) });
  });

  it("arrow keys mark an answer and save nothing", () => {
    const { state, effects } = play({ type: "move", score: 4 }, { type: "move", score: 5 });
    expect(state).toEqual({ name: "chosen", answer: answer(5) });
    expect(effects).toEqual([]);
  });

  it("Send saves what is marked, then seals it", () => {
    const { state, effects } = play({ type: "move", score: 2 }, { type: "send" });
    expect(state.name).toBe("sealed");
    expect(effects).toEqual(["open", "seal"]);
  });

  it("Send without an answer does nothing", () => {
    expect(play({ type: "send" })).toMatchObject({ state: { name: "asking" }, effects: [] });
  });

  it.each(["not-now", "never", "escape", "removed"] as const)("leaving by %s dismisses", (how) => {
    const { state, effects } = play({ type: "move", score: 1 }, { type: "leave", how });
    expect(state).toEqual({ name: "gone", dismissed: how });
    expect(effects).toEqual(["hide"]);
  });

  it("a reason given to a marked answer saves it: it is a deliberate act", () => {
    const { effects, last } = play({ type: "move", score: 2 }, { type: "explain", change: { reasons: ["slow"] } });
    expect(effects).toEqual(["open"]);
    expect(last).toEqual({ type: "open", answer: answer(2, { reasons: ["slow"] }) });
  });
});

describe("while the answer is open", () => {
  it("every change rewrites it", () => {
    const { effects, last } = play(
      { type: "choose", score: 2 },
      { type: "explain", change: { comment: "late" } },
      { type: "choose", score: 1 },
    );
    expect(effects).toEqual(["open", "edit", "edit"]);
    expect(last).toEqual({ type: "edit", answer: answer(1, { comment: "late" }) });
  });

  it("arrow keys move the mark without saving, and Send then saves before it seals", () => {
    const { effects, state } = play({ type: "choose", score: 4 }, { type: "move", score: 5 }, { type: "send" });
    expect(effects).toEqual(["open", "edit", "seal"]);
    expect(state).toEqual({ name: "sealed", answer: answer(5) });
  });

  it("another band drops the reasons given to the old question, the same band keeps them", () => {
    const reasons = ["slow"];
    const within = play(
      { type: "choose", score: 2 },
      { type: "explain", change: { reasons } },
      { type: "choose", score: 1 },
    );
    expect(within.last).toEqual({ type: "edit", answer: answer(1, { reasons }) });
    const across = play(
      { type: "choose", score: 2 },
      { type: "explain", change: { reasons } },
      { type: "choose", score: 5 },
    );
    expect(across.last).toEqual({ type: "edit", answer: answer(5) });
  });

  it.each(["close", "escape", "removed", "not-now"] as const)("leaving by %s seals and is no dismissal", (how) => {
    const { state, effects } = play({ type: "choose", score: 4 }, { type: "leave", how });
    expect(state).toEqual({ name: "gone" });
    expect(effects).toEqual(["open", "seal", "hide"]);
  });

  it("says how safe the answer is once it is known, and keeps that through edits", () => {
    const { state } = play(
      { type: "choose", score: 4 },
      { type: "saved", durability: "stored" },
      { type: "explain", change: { comment: "x" } },
    );
    expect(state).toEqual({ name: "rated", answer: answer(4, { comment: "x" }), saved: "stored" });
  });

  it("an edit that comes too late is refused visibly: what was sealed is the earlier answer", () => {
    const { state, last } = play(
      { type: "choose", score: 4 },
      { type: "choose", score: 1 },
      { type: "sealed-elsewhere", answer: answer(4) },
    );
    expect(state).toEqual({ name: "sealed", answer: answer(4), late: true });
    expect(last).toEqual({ type: "seal", answer: answer(4) });
  });

  it("an edit refused after Send corrects what was said to be sent, and stays visible to the end", () => {
    const { state, effects } = play(
      { type: "choose", score: 4 },
      { type: "choose", score: 1 },
      { type: "send" },
      { type: "sealed-elsewhere", answer: answer(4) },
      { type: "delivered" },
    );
    expect(effects).toEqual(["open", "edit", "seal", "correct"]);
    expect(state).toEqual({ name: "thanked", answer: answer(4), late: true });
  });

  it("an answer that could not be saved is marked, not saved, and says so", () => {
    const { state } = play({ type: "choose", score: 4 }, { type: "failed" });
    expect(state).toEqual({ name: "chosen", answer: answer(4), failed: true });
  });
});

describe("after sealing", () => {
  const sealed: FlowEvent[] = [{ type: "choose", score: 4 }, { type: "send" }];

  it("thanks only when the endpoint confirmed", () => {
    expect(play(...sealed).state.name).toBe("sealed");
    expect(play(...sealed, { type: "delivered" }).state.name).toBe("thanked");
  });

  it("says kept when it waits, and thanks when it arrives after all", () => {
    expect(play(...sealed, { type: "kept", durability: "stored" }).state.name).toBe("kept");
    expect(play(...sealed, { type: "kept", durability: "volatile" }).state).toMatchObject({ durability: "volatile" });
    expect(play(...sealed, { type: "kept", durability: "stored" }, { type: "delivered" }).state.name).toBe("thanked");
  });

  it("gives the reason of a refusal, even after it was kept", () => {
    expect(play(...sealed, { type: "refused", problem }).state).toMatchObject({ name: "refused", problem });
    expect(play(...sealed, { type: "kept", durability: "stored" }, { type: "refused", problem }).state.name).toBe(
      "refused",
    );
  });

  it("never takes thanks back", () => {
    const thanked = [...sealed, { type: "delivered" } as const];
    expect(play(...thanked, { type: "kept", durability: "stored" }).state.name).toBe("thanked");
    expect(play(...thanked, { type: "refused", problem }).state.name).toBe("thanked");
  });

  it("takes no more edits", () => {
    const { state, effects } = play(
      ...sealed,
      { type: "choose", score: 1 },
      { type: "explain", change: { comment: "x" } },
    );
    expect(state).toEqual({ name: "sealed", answer: answer(4) });
    expect(effects).toEqual(["open", "seal"]);
  });

  it("stays until it is closed, and nothing happens after that", () => {
    const { state, effects } = play(
      ...sealed,
      { type: "delivered" },
      { type: "leave", how: "close" },
      { type: "choose", score: 1 },
    );
    expect(state).toEqual({ name: "gone" });
    expect(effects).toEqual(["open", "seal", "hide"]);
  });
});
