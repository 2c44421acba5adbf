import { afterEach, expect, it } from "vitest";
import { soon } from "../test/soon.js";
import { createAftertask } from "./create.js";
import { loadQuestion } from "./question.js";
import type { Aftertask, AftertaskOptions } from "./types.js";

const never = new Promise<void>(() => {});
const TOUCHPOINT = "hr.benefits-paperwork";
let instance: Aftertask | undefined;
afterEach(() => {
  instance?.close();
  document.body.replaceChildren();
});

function create(options: Partial<AftertaskOptions>): Aftertask {
  const person = crypto.randomUUID();
  return (instance = createAftertask({ endpoint: "/v1/ratings", key: "pk_test", person, ...options }));
}
const card = () => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card");
const says = (text: string) => soon(() => expect(card()?.textContent).toContain(text));

it("asks what the touchpoint's catalogue says", async () => {
  const aftertask = create({ touchpoints: { [TOUCHPOINT]: { instrument: "csat5" } } });
  void aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
  await says("How satisfied are you with how this was handled?");
});

it("prefetches the instruments of the catalogue, and no others", async () => {
  const fetched = (instrument: string) =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes(`instruments/${instrument}`));
  const aftertask = create({ touchpoints: { [TOUCHPOINT]: { instrument: "nps11" }, "it.access-request": {} } });
  await aftertask.prefetch();
  expect(fetched("nps11")).toBe(true);
  expect(fetched("thumbs2")).toBe(false);
});

it("asks what the caller says where there is no catalogue", async () => {
  void create({}).ask(TOUCHPOINT, { task: "BEN-1", instrument: "thumbs2", locale: "fr" });
  await says("Cela s'est-il bien passé ?");
});

it("asks what an element's attribute says", async () => {
  create({});
  const element = document.createElement("aftertask-prompt");
  for (const [name, value] of Object.entries({ touchpoint: TOUCHPOINT, task: "BEN-1", instrument: "ease5" }))
    element.setAttribute(name, value);
  document.body.append(element);
  await says("How easy or difficult was it to get this done?");
});

it("a caller that contradicts the catalogue is told", async () => {
  const aftertask = create({ touchpoints: { [TOUCHPOINT]: { instrument: "csat5" } } });
  await expect(aftertask.ask(TOUCHPOINT, { task: "BEN-1", instrument: "ease5" })).rejects.toThrow(
    "instrument must be left out, or csat5",
  );
  await expect(aftertask.ask(TOUCHPOINT, { task: "BEN-1", instrument: "stars5" as never })).rejects.toThrow(
    "instrument must be one of outcome5, csat5, ease5, nps11, thumbs2",
  );
});

it("says which words were shown, whatever was asked for", async () => {
  expect((await loadQuestion("csat5", "fr-CA", never)).wording).toBe("csat5.fr.1");
  expect((await loadQuestion("outcome5", "xx", never)).wording).toBe("outcome5.en.1");
});

it("gives no other question for an instrument that does not arrive: the collector would refuse the answer", async () => {
  await expect(loadQuestion("nps11", "en", Promise.resolve())).rejects.toThrow("nps11 did not arrive in time");
  expect(await loadQuestion("outcome5", "fr", Promise.resolve())).toMatchObject({ wording: "outcome5.en.1" });
});
