import { expect, onTestFinished, test, vi } from "vitest";
import { afterTap as shipped } from "../words/en-after-tap.js";
import { sayOwnWords } from "./own-words.js";
import { replaceAfterTap } from "./said.js";

test("words that stand further down in a page that is still being parsed are waited for", async () => {
  const state = vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
  onTestFinished(() => state.mockRestore());
  const saying = (async () => sayOwnWords("further-down"))();
  const block = document.createElement("script");
  block.type = "application/json";
  block.id = "further-down";
  block.textContent = '{ "en": { "thanks": "Much obliged." } }';
  document.body.append(block);
  onTestFinished(() => block.remove());
  state.mockReturnValue("interactive");
  document.dispatchEvent(new Event("DOMContentLoaded"));
  await saying;
  expect(replaceAfterTap(shipped, "en", undefined).thanks).toBe("Much obliged.");
});
