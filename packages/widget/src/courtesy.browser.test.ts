import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { soon } from "../test/soon.js";
import { afterOptOut } from "./ask/history.js";
import { changeHistory } from "./browser/person-storage.js";
import { createAftertask } from "./create.js";
import { sharedOnPage } from "./browser/shared.js";
import type { Aftertask, AftertaskOptions } from "./types.js";

const aMoment = () => new Promise((go) => setTimeout(go, 60));
const WEEK = 7 * 86_400_000;
const TOUCHPOINT = "hr.benefits-paperwork";

let instances: Aftertask[] = [];
let person = "";
beforeEach(async () => {
  await page.viewport(1_000, 700);
  person = crypto.randomUUID();
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const instance of instances) instance.close();
  instances = [];
  document.body.replaceChildren();
});

function create(options: Partial<AftertaskOptions> = {}): Aftertask {
  const instance = createAftertask({ endpoint: "/v1/ratings", key: "pk_test", fatigue: "off", person, ...options });
  instances.push(instance);
  return instance;
}
const prompts = () => [...document.querySelectorAll("aftertask-prompt")];
const card = (prompt = prompts()[0]) => prompt?.shadowRoot?.querySelector<HTMLElement>(".card");
const shown = () => soon(() => expect(card()).toBeTruthy());
const press = (name: string, on = card()) =>
  [...(on?.querySelectorAll("button") ?? [])].find((button) => button.textContent === name)?.click();

describe("waits", () => {
  it("while the host says that it is busy, and asks when it is not any more", async () => {
    const aftertask = create({ busy: true });
    void aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    expect(await aftertask.explain(TOUCHPOINT, { task: "BEN-1" })).toEqual({ ask: false, because: "busy" });
    await aMoment();
    expect(prompts()).toEqual([]);
    aftertask.configure({ busy: false });
    expect(await aftertask.explain(TOUCHPOINT, { task: "BEN-1" })).toMatchObject({ ask: true });
    await shown();
  });

  it("while something else fills the whole screen, but not for what fills it itself", async () => {
    const slides = document.body.appendChild(document.createElement("div"));
    const full = vi.spyOn(document, "fullscreenElement", "get").mockReturnValue(slides);
    const aftertask = create();
    const outside = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    expect(await aftertask.explain(TOUCHPOINT, { task: "BEN-1" })).toEqual({ ask: false, because: "busy" });
    await aMoment();
    expect(prompts()).toEqual([]);
    full.mockReturnValue(null);
    await shown();
    press("Not now");
    await outside;
    full.mockReturnValue(slides);
    void aftertask.ask(TOUCHPOINT, { task: "BEN-2", container: slides });
    await shown();
  });

  it("until somebody who types in a field in a shadow root has paused", async () => {
    const host = document.body.appendChild(document.createElement("div"));
    const field = host.attachShadow({ mode: "open" }).appendChild(document.createElement("input"));
    const aftertask = create();
    field.focus();
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true, composed: true }));
    void aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await aMoment();
    expect(prompts()).toEqual([]);
    field.blur();
    await shown();
  });

  it.each([
    ["expired", () => ({ finishedAt: Date.now() - WEEK + 500 }), () => {}],
    ["opted-out", () => ({}), () => changeHistory(person, afterOptOut)],
    ["disabled", () => ({}), (aftertask: Aftertask) => aftertask.configure({ mode: "off" })],
  ])("no longer than it would still be asked: %s", async (because, asked, happens) => {
    const aftertask = create({ busy: true });
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1", ...asked() });
    await aMoment();
    happens(aftertask);
    expect(await outcome).toEqual({ outcome: "not-asked", because });
  });

  it("no longer than seven days, counted from the ask where nobody says when the task was finished", async () => {
    const aftertask = create({ busy: true });
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    const later = Date.now() + WEEK + 1_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    expect(await outcome).toEqual({ outcome: "not-asked", because: "expired" });
  });

  it("no longer than it is wanted", async () => {
    const withdrawal = new AbortController();
    const outcome = create({ busy: true }).ask(TOUCHPOINT, { task: "BEN-1", signal: withdrawal.signal });
    await aMoment();
    withdrawal.abort();
    expect(await outcome).toEqual({ outcome: "dismissed", how: "removed" });
  });
});

describe("one line for the page", () => {
  it("two instances show one prompt at a time, in the order in which they asked", async () => {
    const [first, second] = [create(), create({ key: "pk_other" })];
    void first.ask(TOUCHPOINT, { task: "BEN-1" });
    void second.ask(TOUCHPOINT, { task: "BEN-2" });
    void first.ask(TOUCHPOINT, { task: "BEN-3" });
    for (const task of ["BEN-1", "BEN-2", "BEN-3"]) {
      await soon(() => expect(card()?.textContent).toContain(task));
      expect(prompts()).toHaveLength(1);
      press("Not now");
    }
  });

  it("what one instance has had answered, another one does not ask for", async () => {
    const [first, second] = [create(), create()];
    const rated = first.ask(TOUCHPOINT, { task: "BEN-1" });
    const waiting = second.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    card()?.querySelector<HTMLElement>("input")?.click();
    await soon(() => expect(card()?.textContent).toContain("Saved."));
    press("Close");
    expect(await rated).toMatchObject({ outcome: "rated" });
    expect(await waiting).toEqual({ outcome: "not-asked", because: "already-rated" });
  });

  it("an instance that is closed lets the others through", async () => {
    const [first, second] = [create(), create()];
    void first.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    void second.ask(TOUCHPOINT, { task: "BEN-2" });
    first.close();
    await soon(() => expect(card()?.textContent).toContain("BEN-2"));
  });

  it("an instance that is closed twice takes none of the others along", async () => {
    const [first, second] = [create(), create()];
    first.close();
    first.close();
    expect(sharedOnPage().instances).toEqual([second]);
  });

  it("explain says busy when the line is full, as an ask would", async () => {
    const aftertask = create();
    for (const task of ["BEN-0", "BEN-1", "BEN-2", "BEN-3"]) void aftertask.ask(TOUCHPOINT, { task });
    await shown();
    expect(await aftertask.explain(TOUCHPOINT, { task: "BEN-4" })).toEqual({ ask: false, because: "busy" });
    expect(await aftertask.ask(TOUCHPOINT, { task: "BEN-4" })).toEqual({ outcome: "not-asked", because: "busy" });
  });

  it("an element belongs to the oldest instance that lives", async () => {
    const [first, second] = [create(), create()];
    first.close();
    const heard: string[] = [];
    second.on("shown", ({ task }) => heard.push(task));
    const element = document.createElement("aftertask-prompt");
    element.setAttribute("touchpoint", TOUCHPOINT);
    element.setAttribute("task", "BEN-1");
    document.body.append(element);
    await soon(() => expect(heard).toEqual(["BEN-1"]));
  });
});

it("explain writes nothing and shows nothing", async () => {
  const written = vi.spyOn(Storage.prototype, "setItem");
  const before = document.documentElement.outerHTML;
  const aftertask = create({ person: undefined });
  await aftertask.explain(TOUCHPOINT, { task: "BEN-1" });
  await aMoment();
  expect(written).not.toHaveBeenCalled();
  expect(document.documentElement.outerHTML).toBe(before);
});

describe("without storage", () => {
  beforeEach(() => {
    vi.spyOn(globalThis, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("no", "SecurityError");
    });
  });

  it("asks, and holds 'don't ask again' for as long as the page is open", async () => {
    const aftertask = create();
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    press("Don't ask again");
    expect(await outcome).toEqual({ outcome: "dismissed", how: "never" });
    expect(await aftertask.explain(TOUCHPOINT, { task: "BEN-2" })).toEqual({ ask: false, because: "opted-out" });
  });

  it("gives people a rest for as long as the page is open", async () => {
    const aftertask = create({ fatigue: "default", person: undefined });
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    press("Not now");
    await outcome;
    expect(await aftertask.explain(TOUCHPOINT, { task: "BEN-2" })).toMatchObject({ because: "cooling-down" });
  });
});

describe("an anchor", () => {
  const anchor = (within: Element = document.body) => within.appendChild(document.createElement("button"));

  it.each([
    ["that its click has removed", (control: HTMLElement) => control.remove()],
    ["that its click has hidden", (control: HTMLElement) => (control.hidden = true)],
  ])("%s is none: the card stands in the corner", async (_what, goes) => {
    const control = anchor();
    goes(control);
    void create().ask(TOUCHPOINT, { task: "BEN-1", anchor: control });
    await shown();
    expect(card()?.matches(".corner")).toBe(true);
  });

  it("in an open modal dialog: the card stands in it and can be used, and goes on when the dialog is closed", async () => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    const control = anchor(dialog);
    control.textContent = "Close case";
    dialog.showModal();
    void create().ask(TOUCHPOINT, { task: "BEN-1", anchor: control });
    await shown();
    expect(dialog.contains(prompts()[0] ?? null)).toBe(true);
    await soon(() => expect(card()?.dataset["side"]).toBeTruthy());
    const field = card()?.querySelector("input");
    await soon(() => {
      field?.focus();
      expect(prompts()[0]?.shadowRoot?.activeElement).toBe(field);
    });
    dialog.close();
    await soon(() => expect(card()?.matches(".corner:popover-open")).toBe(true));
    expect(prompts()[0]?.parentElement).toBe(document.body);
    expect(card()?.checkVisibility()).toBe(true);
  });

  it("in a dialog does not bring a prompt for the corner into it: that waits", async () => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    const control = anchor(dialog);
    dialog.showModal();
    void create().ask(TOUCHPOINT, { task: "BEN-1", anchor: control, layout: "corner" });
    await aMoment();
    expect(prompts()).toEqual([]);
    dialog.close();
    await shown();
    expect(card()?.matches(".corner")).toBe(true);
  });

  it("of a prompt that was not shown is what the event comes from", async () => {
    const control = anchor();
    const heard = new Promise((go) => control.addEventListener("aftertask-not-asked", go));
    void create({ mode: "off" }).ask(TOUCHPOINT, { task: "BEN-1", anchor: control, layout: "corner" });
    await heard;
  });
});

it("the shortcut is another one, or none, and the announcement says so", async () => {
  for (const [shortcut, sentence] of [
    ["F8", "Feedback. How did it go? Press F8 to answer."],
    ["off", "Feedback. How did it go?"],
  ] as const) {
    const outcome = create({ shortcut }).ask(TOUCHPOINT, { task: `BEN-${shortcut}` });
    await shown();
    const status = prompts()[0]?.shadowRoot?.querySelector("[role=status]");
    await soon(() => expect(status?.textContent?.trim()).toBe(sentence));
    press("Not now");
    await outcome;
  }
});

it.each([
  [360, 420],
  [320, 256],
])("is a sheet on a screen of %i × %i, with some of the page above it", async (width, height) => {
  await page.viewport(width, height);
  const outcome = create().ask(TOUCHPOINT, { task: "BEN-1" });
  await shown();
  const boxOf = (selector: string) => prompts()[0]?.shadowRoot?.querySelector(selector)?.getBoundingClientRect();
  expect(card()?.matches(".sheet")).toBe(true);
  await soon(() => expect(boxOf(".card")?.bottom).toBe(height));
  expect(boxOf(".card")).toMatchObject({ left: 0, right: width });
  expect(boxOf(".card")?.top).toBeGreaterThanOrEqual(48);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  // Where there is room, the way out stays in view, but for the width of a line.
  if (height > 320) expect(boxOf(".foot")?.bottom).toBeLessThanOrEqual(height + 1);
  press("Not now");
  await outcome;
});

it("who rates without a name gets a passing one with the first tap, and nothing is written of it before", async () => {
  // Taken down and not written: what nobody has signed is one history for all tests that run beside this one.
  const written: string[] = [];
  vi.spyOn(Storage.prototype, "setItem").mockImplementation((key) => void written.push(key));
  const passing = () => written.filter((key) => key.startsWith("aftertask:person:"));
  const aftertask = create({ person: undefined });
  void aftertask.ask("it.passing-person", { task: "BEN-1" });
  await shown();
  expect(passing()).toEqual([]);
  card()?.querySelector<HTMLElement>("input[type=radio]")?.click();
  await soon(() => expect(passing()).toEqual(["aftertask:person:it.passing-person"]));
});
