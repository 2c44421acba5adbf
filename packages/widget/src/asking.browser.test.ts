import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { soon } from "../test/soon.js";
import { createAftertask } from "./create.js";
import type { Aftertask } from "./types.js";
import { fetchLanguage } from "./words/languages.js";

// Polish never arrives.
vi.mock("./words/languages.js", () => ({
  TAGS: ["pl"],
  fetchLanguage: vi.fn((tag: string) => (tag === "pl" ? new Promise(() => {}) : undefined)),
}));

const TOUCHPOINT = "hr.benefits-paperwork";
const REMOVED = { outcome: "dismissed", how: "removed" };

let aftertask: Aftertask;
beforeEach(() => {
  vi.mocked(fetchLanguage).mockClear();
  const person = crypto.randomUUID();
  aftertask = createAftertask({ endpoint: "/v1/ratings", key: "pk_test", person, mode: "mock", fatigue: "off" });
});
afterEach(() => {
  vi.useRealTimers();
  aftertask.close();
  document.body.replaceChildren();
});
const card = () => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card");

it("an ask that is withdrawn in line fetches nothing", async () => {
  const withdrawal = new AbortController();
  void aftertask.ask(TOUCHPOINT, { task: "BEN-1", locale: "en" });
  await soon(() => expect(card()).toBeTruthy());
  vi.mocked(fetchLanguage).mockClear();
  const waiting = aftertask.ask(TOUCHPOINT, { task: "BEN-2", locale: "pl", signal: withdrawal.signal });
  withdrawal.abort();
  expect(await waiting).toEqual(REMOVED);
  expect(fetchLanguage).not.toHaveBeenCalledWith("pl");
});

it("an ask that is withdrawn while its language is fetched ends at once, and the next one has the screen", async () => {
  // Nobody's patience ends.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const withdrawal = new AbortController();
  const waiting = aftertask.ask(TOUCHPOINT, { task: "BEN-1", locale: "pl", signal: withdrawal.signal });
  // By frames, which go by all the same: there may be files to fetch before.
  while (vi.mocked(fetchLanguage).mock.calls.length === 0) await new Promise(requestAnimationFrame);
  withdrawal.abort();
  expect(await waiting).toEqual(REMOVED);
  vi.useRealTimers();
  void aftertask.ask(TOUCHPOINT, { task: "BEN-2", locale: "en" });
  await soon(() => expect(card()?.textContent).toContain("BEN-2"));
});
