import { expect, it, vi } from "vitest";
import { loadQuestion } from "./question.js";
import { asking as en } from "./words/en.js";

// A language whose words have changed, and one that has kept them.
vi.mock("./view/thumbs2.js", () => ({
  words: {
    en: { question: "Did it go well?", labels: ["No", "Yes"] },
    fr: { question: "Alors ?", labels: ["Non", "Oui"], version: 2 },
  },
}));
vi.mock("./words/languages.js", () => ({
  TAGS: ["fr"],
  fetchLanguage: (tag: string) =>
    tag === "fr" ? Promise.resolve({ asking: { ...en, locale: "fr", version: 3 }, afterTap: "" }) : undefined,
}));

const never = new Promise<void>(() => {});

it("a label set has the version of its own language", async () => {
  const wording = async (...[instrument, tag]: [Parameters<typeof loadQuestion>[0], string]) =>
    (await loadQuestion(instrument, tag, never)).wording;
  expect(await wording("thumbs2", "fr")).toBe("thumbs2.fr.2");
  expect(await wording("thumbs2", "en")).toBe("thumbs2.en.1");
  expect(await wording("outcome5", "fr")).toBe("outcome5.fr.3");
  expect(await wording("outcome5", "en")).toBe("outcome5.en.1");
});
