import { afterEach, expect, it } from "vitest";
import { soon } from "../../test/soon.js";
import { createAftertask } from "../create.js";
import type { Aftertask, AftertaskOptions, AskOptions } from "../types.js";

const TOUCHPOINT = "hr.benefits-paperwork";
let instance: Aftertask | undefined;
afterEach(() => {
  instance?.close();
  document.body.replaceChildren();
});

function create(options: Partial<AftertaskOptions>): Aftertask {
  const person = crypto.randomUUID();
  return (instance = createAftertask({ endpoint: "/v1/ratings", key: "pk_test", person, fatigue: "off", ...options }));
}
const card = () => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector<HTMLElement>(".card");
const says = (text: string) => soon(() => expect(card()?.textContent).toContain(text));
const press = (name: string) =>
  [...(card()?.querySelectorAll("button") ?? [])].find((button) => button.textContent === name)?.click();

/** Asks and chooses the worst answer. `sent`: the rating as it travels, once it is sent. */
async function rate(aftertask: Aftertask, asked: Partial<AskOptions> = {}) {
  const sent = new Promise<{ wording?: string; locale?: string }>((settle) =>
    aftertask.on("rated", ({ rating }) => settle(rating)),
  );
  void aftertask.ask(TOUCHPOINT, { task: "BEN-1", ...asked });
  await soon(() => expect(card()).toBeTruthy());
  card()?.querySelector<HTMLInputElement>(".answer input")?.click();
  await soon(() => expect(card()?.querySelector(".more")).toBeTruthy());
  return { sent };
}

it("the prompt says what the host has worded otherwise, before the tap and after it", async () => {
  const aftertask = create({
    locale: "fr",
    messages: { fr: { question: "Alors, ce dossier ?", reasons: { slow: "Trop lent" }, send: "Expédier" } },
  });
  const { sent } = await rate(aftertask);
  await says("Alors, ce dossier ?");
  await says("Trop lent");
  await says("J'ai dû relancer");
  press("Expédier");
  expect((await sent).wording).toMatch(/^outcome5\.fr\.1\.[a-z0-9]+$/);
});

it("a text is a text, whatever it looks like", async () => {
  const html = `<img src="/nowhere" onerror="document.title='read'"><b>Send</b> & co`;
  void create({ messages: { en: { question: html } } }).ask(TOUCHPOINT, { task: "BEN-1" });
  await says(html);
  expect(card()?.querySelector("h2 img, h2 b")).toBeNull();
});

it("is told at once what is wrong, and keeps what was right before", async () => {
  expect(() => create({ messages: { fr: { questoin: "Alors ?" } } as never })).toThrow("messages.fr.questoin");
  const aftertask = create({ messages: { en: { question: "And?" } } });
  expect(() => aftertask.configure({ messages: { en: { question: "" } } })).toThrow("messages.en.question");
  void aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
  await says("And?");
});

it("other messages count for the asks to come", async () => {
  const aftertask = create({ messages: { en: { question: "And?" } } });
  aftertask.configure({ messages: { en: { question: "And now?" } } });
  void aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
  await says("And now?");
  press("Not now");
  aftertask.configure({ messages: undefined });
  void aftertask.ask(TOUCHPOINT, { task: "BEN-2" });
  await says("How did it go?");
});

it("a language that is shipped is read in its direction, as the host words it", async () => {
  const messages = { ar: { question: "كيف كان الطلب؟" } };
  const { sent } = await rate(create({ messages }), { locale: "ar-EG" });
  await says("كيف كان الطلب؟");
  expect([card()?.lang, card()?.dir]).toEqual(["ar", "rtl"]);
  press("إرسال");
  expect((await sent).locale).toBe("ar");
});
