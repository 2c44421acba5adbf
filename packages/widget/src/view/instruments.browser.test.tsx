import { INSTRUMENTS, type InstrumentId } from "@aftertask/schema/words";
import { cleanup, render, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { h } from "preact";
import { afterEach, describe, expect, it } from "vitest";
import { userEvent as page } from "vitest/browser";
import { addSheet } from "../browser/stylesheet.js";
import { step } from "../flow/flow.js";
import type { FlowEvent, FlowState } from "../flow/flow.types.js";
import { loadQuestion } from "../question.js";
import { prepareAfterTap } from "./after-tap.js";
import { Prompt } from "./prompt.js";
import css from "./prompt.css?inline";

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

const never = new Promise<void>(() => {});

/** A prompt for an instrument that lives, in a shadow root with its sheets, in a place of the given width. */
async function live(instrument: InstrumentId, { locale = "en", width = "24em" } = {}) {
  const question = await loadQuestion(instrument, locale, never);
  const afterTap = await prepareAfterTap(locale, instrument, undefined);
  const events: FlowEvent[] = [];
  let state: FlowState = { name: "asking" };
  const place = document.body.appendChild(document.createElement("div"));
  place.style.width = width;
  const host = place.appendChild(document.createElement("div"));
  host.dataset["layout"] = "inline";
  const root = host.attachShadow({ mode: "open" });
  for (const sheet of [css, question.css, afterTap.css]) if (sheet) addSheet(root, sheet);
  const view = () => (
    <Prompt
      question={question}
      label="BEN-1042"
      minimumGroup={5}
      layout="inline"
      placement="bottom-end"
      theme="light"
      afterTap={afterTap}
      state={state}
      dispatch={(event) => {
        events.push(event);
        state = step(state, event, INSTRUMENTS[instrument]).state;
        rerender(view());
      }}
    />
  );
  const { rerender } = render(view(), { container: root as never, baseElement: root as never });
  return { question, events, card: within(root as never as HTMLElement), user: userEvent.setup(), root };
}

const SCALES = {
  outcome5: ["How did it go?", ["Very badly", "Badly", "Neither well nor badly", "Well", "Very well"]],
  csat5: [
    "How satisfied are you with how this was handled?",
    ["Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied"],
  ],
  ease5: [
    "How easy or difficult was it to get this done?",
    ["Very difficult", "Difficult", "Neither easy nor difficult", "Easy", "Very easy"],
  ],
  nps11: [
    "How likely are you to recommend this service to a colleague?",
    ["0 Not at all likely", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10 Extremely likely"],
  ],
  thumbs2: ["Did it go well?", ["No", "Yes"]],
} as const;

const ALL = Object.keys(SCALES) as InstrumentId[];

describe.each(ALL)("%s", (instrument) => {
  const { min, max } = INSTRUMENTS[instrument];
  const [asks, answers] = SCALES[instrument];

  it("asks its question, names each answer, worst first, and leaves doesn't apply outside", async () => {
    const { card } = await live(instrument);
    const scale = within(card.getByRole("radiogroup", { name: asks }));
    const radios = scale.getAllByRole("radio");
    expect(radios).toHaveLength(max - min + 1);
    answers.forEach((name, index) => expect(scale.getByRole("radio", { name })).toBe(radios[index]));
    expect(scale.queryByRole("radio", { name: "Doesn't apply" })).toBeNull();
  });

  it("scores from its lowest to its highest", async () => {
    const { card, events, user } = await live(instrument);
    await user.click(card.getByRole("radio", { name: answers[0] }));
    await user.click(card.getByRole("radio", { name: answers.at(-1) as string }));
    expect(events).toEqual([
      { type: "choose", score: min },
      { type: "choose", score: max },
    ]);
  });

  it("asks what went wrong below its middle and what went well from its positive scores on", async () => {
    const { card, user } = await live(instrument);
    const radios = within(card.getByRole("radiogroup")).getAllByRole("radio");
    for (const [index, radio] of radios.entries()) {
      await user.click(radio);
      const high = min + index >= INSTRUMENTS[instrument].positive;
      const low = min + index < (min + max) / 2;
      const question = high ? "What went well?" : low ? "What went wrong?" : "What could have been better?";
      card.getByRole("group", { name: question });
      expect(card.queryByRole("checkbox", { name: "Quick" }) !== null).toBe(high);
    }
  });

  it("takes a score by the arrow keys and Enter", async () => {
    const { card, events } = await live(instrument);
    card.getByRole("radio", { name: answers[0] }).focus();
    await page.keyboard("{ArrowRight}{Enter}");
    expect(events).toEqual([
      { type: "move", score: min + 1 },
      { type: "choose", score: min + 1 },
    ]);
  });

  it.each(["18em", "22.5em", "50em"])(
    "stands in a place of %s without anything cut off or too small to hit",
    async (width) => {
      const { card, root } = await live(instrument, { width });
      const radios = within(card.getByRole("radiogroup")).getAllByRole("radio");
      for (const radio of radios) {
        const { width: across, height } = radio.getBoundingClientRect();
        expect(across).toBeGreaterThanOrEqual(24);
        expect(height).toBeGreaterThanOrEqual(44);
      }
      const body = root.querySelector(".body") as HTMLElement;
      expect(body.scrollWidth).toBeLessThanOrEqual(body.clientWidth);
    },
  );
});

it("shows digits on no scale but the one whose numbers are the answers", async () => {
  for (const instrument of ALL) {
    const { card } = await live(instrument);
    expect(/\d/.test(card.getByRole("radiogroup").textContent ?? ""), instrument).toBe(instrument === "nps11");
  }
});

it.each([
  ["one row where there is room", "40em", [11]],
  ["two where each would be too narrow for a thumb", "22.5em", [6, 5]],
])("eleven numbers share %s, and no two touch", async (_where, width, lengths) => {
  const { card } = await live("nps11", { width });
  const boxes = within(card.getByRole("radiogroup"))
    .getAllByRole("radio")
    .map((radio) => radio.getBoundingClientRect());
  const rows = [...new Set(boxes.map(({ top }) => top))].map((top) => boxes.filter((box) => box.top === top));
  expect(rows.map((row) => row.length)).toEqual(lengths);
  for (const row of rows)
    row.slice(1).forEach(({ left }, index) => expect(left).toBeGreaterThanOrEqual((row[index] as DOMRect).right));
});

it("words an instrument in the card's language, and says which words were shown", async () => {
  expect((await loadQuestion("nps11", "fr-CA", never)).wording).toBe("nps11.fr.1");
  expect((await loadQuestion("outcome5", "xx", never)).wording).toBe("outcome5.en.1");
  const { card } = await live("thumbs2", { locale: "cs" });
  card.getByRole("radiogroup", { name: "Proběhlo to dobře?" });
});
