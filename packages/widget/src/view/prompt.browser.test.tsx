import { cleanup, render, screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { h } from "preact";
import { afterEach, describe, expect, it } from "vitest";
import { step } from "../flow/flow.js";
import type { FlowEvent, FlowState } from "../flow/flow.types.js";
import { INSTRUMENTS } from "@aftertask/schema/words";
import { loadQuestion } from "../question.js";
import { type AfterTap, prepareAfterTap } from "./after-tap.js";
import { Prompt, type PromptProps } from "./prompt.js";

afterEach(cleanup);

const never = new Promise<void>(() => {});
const [en, fr] = await Promise.all([loadQuestion("outcome5", "en", never), loadQuestion("outcome5", "fr", never)]);
const afterTap: AfterTap = await prepareAfterTap("en", "outcome5", undefined);

/** A prompt that lives: every event steps the flow and paints again, as show.ts does. */
function live(change: Partial<PromptProps> = {}) {
  const events: FlowEvent[] = [];
  let state: FlowState = change.state ?? { name: "asking" };
  const view = () => (
    <Prompt
      question={en}
      label="Dental benefits claim, BEN-1042"
      minimumGroup={5}
      layout="inline"
      placement="bottom-end"
      theme="auto"
      afterTap={afterTap}
      {...change}
      state={state}
      dispatch={(event) => {
        events.push(event);
        state = step(state, event, INSTRUMENTS[(change.question ?? en).instrument]).state;
        rerender(view());
      }}
    />
  );
  const { rerender } = render(view());
  return { events, user: userEvent.setup() };
}
const answer = { score: 2, reasons: [], comment: "" };
const radio = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name });
const button = (name: string) => screen.getByRole("button", { name });

describe("the question", () => {
  it("is a region of its own, not a dialog, and says what, what is asked and what is promised", () => {
    live();
    const region = screen.getByRole("region", { name: "Feedback" });
    expect(within(region).getByRole("heading", { name: "How did it go?" })).toBeTruthy();
    expect(region.textContent).toContain("Dental benefits claim, BEN-1042");
    expect(region.textContent).toContain("(minimum: 5 people)");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("promises the group that it was given", () => {
    live({ minimumGroup: 12 });
    expect(screen.getByRole("region").textContent).toContain("(minimum: 12 people)");
  });

  it("has five radios, worst first, in the group that the question names; doesn't apply stands outside", () => {
    live({ question: fr });
    const group = screen.getByRole("radiogroup", { name: "Comment cela s'est-il passé ?" });
    const names = within(group)
      .getAllByRole("radio")
      .map((input) => input.closest("label")?.textContent);
    expect(names).toEqual(["Très mal", "Mal", "Ni bien ni mal", "Bien", "Très bien"]);
    expect(group.contains(radio("Sans objet"))).toBe(false);
    expect(radio("Sans objet").name).toBe(radio("Bien").name);
  });

  it("shows no digit on the scale", () => {
    live();
    expect(screen.getByRole("radiogroup").textContent).not.toMatch(/\d/);
  });

  it("offers two ways to decline and nothing to send", () => {
    live();
    expect(screen.getAllByRole("button").map((each) => each.textContent)).toEqual(["Not now", "Don't ask again"]);
  });
});

describe("choosing", () => {
  it("a tap chooses and reveals the rest on the same card", async () => {
    const { events, user } = live();
    await user.click(radio("Badly"));
    expect(events).toEqual([{ type: "choose", score: 2 }]);
    expect(screen.getByRole("group", { name: "What went wrong?" })).toBeTruthy();
    expect(screen.getAllByRole("button").map((each) => each.textContent)).toEqual(["Send", "Close"]);
  });

  it("arrow keys move the mark and reveal, and choose nothing until Enter", async () => {
    const { events, user } = live();
    radio("Very badly").focus();
    await user.keyboard("{ArrowRight}");
    expect(events).toEqual([{ type: "move", score: 2 }]);
    expect(document.activeElement).toBe(radio("Badly"));
    expect(screen.getByRole("group", { name: "What went wrong?" })).toBeTruthy();
    expect(screen.queryByText("Saved. The rest is optional.")).toBeNull();
    await user.keyboard("{Enter}");
    expect(events.at(-1)).toEqual({ type: "choose", score: 2 });
    expect(button("Close")).toBeTruthy();
  });

  it("says saved when it is, and not before, and not when only this page remembers it", () => {
    live({ state: { name: "rated", answer } });
    expect(screen.queryByText("Saved. The rest is optional.")).toBeNull();
    cleanup();
    live({ state: { name: "rated", answer, saved: "volatile" } });
    expect(screen.queryByText("Saved. The rest is optional.")).toBeNull();
    cleanup();
    live({ state: { name: "rated", answer, saved: "stored" } });
    expect(screen.getByText("Saved. The rest is optional.")).toBeTruthy();
  });

  it("Space chooses the radio that the arrows have marked", async () => {
    const { events, user } = live();
    radio("Very badly").focus();
    await user.keyboard("{ArrowRight}{ArrowRight} ");
    expect(events.map(({ type }) => type)).toEqual(["move", "move", "choose"]);
    expect(events.at(-1)).toEqual({ type: "choose", score: 3 });
  });

  it("doesn't apply asks for no reason and no lost time, only for a comment", async () => {
    const { events, user } = live();
    await user.click(radio("Doesn't apply"));
    expect(events).toEqual([{ type: "choose", score: null }]);
    expect(screen.queryByRole("group")).toBeNull();
    expect(screen.queryByRole("combobox")).toBeNull();
    expect(screen.getByRole("textbox", { name: "Anything to add? (optional)" })).toBeTruthy();
  });

  it("asks a question that fits the score", async () => {
    const { user } = live();
    await user.click(radio("Neither well nor badly"));
    expect(screen.getByRole("group", { name: "What could have been better?" })).toBeTruthy();
    await user.click(radio("Very well"));
    expect(screen.getByRole("group", { name: "What went well?" })).toBeTruthy();
  });

  it("waits for what is fetched after the tap without losing the choice", async () => {
    const { events, user } = live({ afterTap: undefined });
    await user.click(radio("Well"));
    expect(events).toEqual([{ type: "choose", score: 4 }]);
    expect(radio("Well").checked).toBe(true);
    expect(button("Send")).toBeTruthy();
  });
});

describe("what may be added", () => {
  it("reasons, lost time and a comment change the answer", async () => {
    const { events, user } = live({ state: { name: "rated", answer } });
    await user.click(screen.getByRole("checkbox", { name: "It took too long" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Working time lost" }), "15 min – 1 h");
    await user.type(screen.getByRole("textbox"), "ok");
    expect(events).toEqual([
      { type: "explain", change: { reasons: ["slow"] } },
      { type: "explain", change: { lostTime: "15m-1h" } },
      { type: "explain", change: { comment: "o" } },
      { type: "explain", change: { comment: "ok" } },
    ]);
    await user.click(screen.getByRole("checkbox", { name: "It took too long" }));
    expect(events.at(-1)).toEqual({ type: "explain", change: { reasons: [] } });
  });

  it("a comment holds 300 characters", () => {
    live({ state: { name: "rated", answer } });
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").maxLength).toBe(300);
  });

  it("reasons of the touchpoint's own speak the page's language, else English", async () => {
    const own = {
      reasons: [{ id: "dental-form", when: "low", label: { en: "The dental form", fr: "Le formulaire" } }],
    } as const;
    const french = await prepareAfterTap("fr", "outcome5", own);
    live({ question: fr, afterTap: french, state: { name: "rated", answer } });
    expect(screen.getByRole("checkbox", { name: "Le formulaire" })).toBeTruthy();
    cleanup();
    const czech = await prepareAfterTap("cs", "outcome5", own);
    live({
      question: { ...en, words: { ...en.words, locale: "cs" } },
      afterTap: czech,
      state: { name: "rated", answer },
    });
    expect(screen.getByRole("checkbox", { name: "The dental form" })).toBeTruthy();
  });

  it("keys typed into a field stay inside, those on a radio do not", async () => {
    const { user } = live({ state: { name: "rated", answer } });
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener("keydown", listen);
    await user.type(screen.getByRole("textbox"), "g");
    radio("Badly").focus();
    await user.keyboard("x");
    document.removeEventListener("keydown", listen);
    expect(heard).toEqual(["x"]);
  });
});

describe("Control and Enter", () => {
  it("sends from anywhere on the card, and the page hears nothing of it", async () => {
    const { events, user } = live();
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener("keydown", listen);
    radio("Very badly").focus();
    await user.keyboard("{ArrowRight}{Control>}{Enter}{/Control}");
    document.removeEventListener("keydown", listen);
    expect(events).toEqual([{ type: "move", score: 2 }, { type: "send" }]);
    expect(heard).toEqual(["ArrowRight", "Control"]);
  });

  it("chooses nothing by itself", async () => {
    const { events, user } = live();
    radio("Very badly").focus();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(events.filter(({ type }) => type !== "send")).toEqual([]);
    expect(screen.getAllByRole("button").map((each) => each.textContent)).toEqual(["Not now", "Don't ask again"]);
  });
});

describe("leaving", () => {
  it.each([
    ["Not now", "not-now"],
    ["Don't ask again", "never"],
  ] as const)("%s dismisses", async (name, how) => {
    const { events, user } = live();
    await user.click(button(name));
    expect(events).toEqual([{ type: "leave", how }]);
  });

  it("Escape leaves only from inside, also out of a field", async () => {
    const { events, user } = live({ state: { name: "rated", answer } });
    document.body.focus();
    await user.keyboard("{Escape}");
    expect(events).toEqual([]);
    screen.getByRole("textbox").focus();
    await user.keyboard("{Escape}");
    expect(events).toEqual([{ type: "leave", how: "escape" }]);
  });
});

describe("the end", () => {
  const texts = () => screen.getByRole("region").textContent;

  it("thanks only for what the endpoint has confirmed", () => {
    live({ state: { name: "sealed", answer } });
    expect(texts()).toContain("Sending");
    expect(texts()).not.toContain("Thank you");
    cleanup();
    live({ state: { name: "thanked", answer } });
    expect(texts()).toContain("Thank you for your feedback.");
  });

  it("says what is kept, and repeats the answer", () => {
    live({ state: { name: "kept", answer, durability: "stored" } });
    expect(texts()).toContain("Kept here. It will be sent later.");
    expect(texts()).toContain("Badly");
    expect(texts()).not.toContain("Thank you");
  });

  it("asks to leave the page open when only it remembers the rating", () => {
    live({ state: { name: "kept", answer, durability: "volatile" } });
    expect(texts()).toContain("Please leave this page open.");
    expect(texts()).not.toContain("Kept here");
  });

  it("says when the last change came too late", () => {
    live({ state: { name: "thanked", answer, late: true } });
    expect(texts()).toContain("The last change came too late");
    cleanup();
    live({ state: { name: "thanked", answer } });
    expect(texts()).not.toContain("too late");
  });

  it("gives the reason of a refusal in the page's words where it knows it, else the endpoint's", () => {
    const problem = { type: "https://aftertask.dev/problems/already-rated", title: "Already rated" };
    live({ state: { name: "refused", answer, problem } });
    expect(texts()).toContain("This task has already been rated.");
    cleanup();
    live({ state: { name: "refused", answer, problem: { type: "about:blank", title: "Closed on Sundays" } } });
    expect(texts()).toContain("Closed on Sundays");
  });

  it("says when the answer could not be saved, louder than that it was, and lets one send again", () => {
    live({ state: { name: "rated", answer, saved: "stored" } });
    expect(screen.getByText("Saved. The rest is optional.").closest("p")?.className).toBe("");
    cleanup();
    live({ state: { name: "chosen", answer, failed: true } });
    expect(screen.getByText("This could not be saved. Please try again.").closest("p")?.className).toBe("label");
    expect(button("Send")).toBeTruthy();
  });
});
