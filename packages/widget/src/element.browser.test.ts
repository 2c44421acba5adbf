import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { soon } from "../test/soon.js";
import type { createAftertask as Create } from "./create.js";
import type { Aftertask } from "./types.js";

let aftertask: Aftertask | undefined;
beforeEach(() => vi.resetModules());
afterEach(() => {
  aftertask?.close();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** An instance of a copy whose element the page refuses; nothing else in this file may define it. */
async function createRefused(): Promise<Aftertask> {
  vi.spyOn(customElements, "define").mockImplementation(() => {
    throw new DOMException("Not here.", "NotSupportedError");
  });
  const { createAftertask } = (await import("./create.js")) as { createAftertask: typeof Create };
  return createAftertask({ endpoint: "/v1/ratings", key: "pk_test", person: crypto.randomUUID(), mode: "mock" });
}
const card = () => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card");

it("a page that refuses the element is told that those it has ask nothing, and one that has none is not", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  (await createRefused()).close();
  expect(said).not.toHaveBeenCalled();
  const element = document.body.appendChild(document.createElement("aftertask-prompt"));
  element.setAttribute("touchpoint", "hr.benefits-paperwork");
  aftertask = await createRefused();
  expect(said.mock.calls).toEqual([["Not here.", element]]);
});

it("a prompt that the page has taken away ends there, too, and the next one is asked", async () => {
  aftertask = await createRefused();
  aftertask.configure({ fatigue: "off" });
  const outcome = aftertask.ask("hr.benefits-paperwork", { task: "BEN-1" });
  await soon(() => expect(card()).toBeTruthy());
  expect(customElements.get("aftertask-prompt")).toBeUndefined();
  document.body.replaceChildren();
  expect(await outcome).toEqual({ outcome: "dismissed", how: "removed" });
  void aftertask.ask("hr.benefits-paperwork", { task: "BEN-2" });
  await soon(() => expect(card()?.textContent).toContain("BEN-2"));
});

it("what a page has set before the element was defined counts as if it had been set later", async () => {
  // Under another name: a name can be defined once, and this file needs the real one undefined.
  const early = document.body.appendChild(document.createElement("aftertask-early"));
  Object.assign(early, { touchpoint: "hr.benefits-paperwork", task: "BEN-3", layout: "corner", round: 2 });
  vi.spyOn(customElements, "define").mockImplementation((_, element) => {
    vi.restoreAllMocks();
    customElements.define("aftertask-early", element);
  });
  const { createAftertask } = await import("./create.js");
  aftertask = createAftertask({ endpoint: "/v1/ratings", key: "pk_test", person: crypto.randomUUID(), mode: "mock" });
  const shown = () => early.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card");
  await soon(() => expect(shown()?.textContent ?? "").toContain("BEN-3"));
  expect(early.outerHTML).toContain('touchpoint="hr.benefits-paperwork" task="BEN-3" layout="corner" round="2"');
});
