import { type Client, type ClientEvents, type OpenRating, RatingRefusedError, type Receipt } from "@aftertask/client";
import type { Problem, Rating } from "@aftertask/schema/words";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { soon } from "../test/soon.js";
import { createEventsOf, deferred } from "../test/fake-client.js";
import { adoptInstance } from "./element.js";
import { type Showing, type ShownPrompt, showPrompt } from "./show.js";
import { createKeeper } from "./keeper.js";
import { loadQuestion } from "./question.js";
import { prepareAfterTap } from "./view/after-tap.js";

adoptInstance({} as never);
let shown: ShownPrompt | undefined;
afterEach(() => {
  shown?.leave("removed");
  document.body.replaceChildren();
});

/** A client that keeps what it is told, and delivers when the test says so. */
function fakeClient() {
  const told: unknown[] = [];
  const delivered = deferred<Receipt>();
  const events = createEventsOf<ClientEvents>();
  const saved = deferred<"stored" | "volatile">();
  let takesEdits = true;
  let id = "";
  const record: Omit<OpenRating, "id"> = {
    saved: saved.promise,
    edit: async (draft) => (told.push(["edit", draft.score, draft.reasons]), takesEdits),
    seal: async () => (told.push(["seal"]), { id, delivery: "stored", delivered: delivered.promise }),
  };
  const client = {
    on: events.on,
    open(draft: Rating) {
      told.push(["open", draft.score, draft.ratedAt]);
      id = draft.id;
      return { ...record, id };
    },
  } as unknown as Client;
  return {
    client,
    told,
    saved,
    confirm: () => delivered.resolve({ id, status: "stored" }),
    refuse: (problem: Problem) => delivered.reject(new RatingRefusedError(problem)),
    postpone: () => events.tell("postponed", { id, because: "unreachable", retryInMs: 1_000 }),
    sealElsewhere: () => (takesEdits = false),
  };
}

const question = await loadQuestion("outcome5", "en", new Promise(() => {}));
const circumstances: Showing["circumstances"] = {
  touchpoint: "hr.benefits-paperwork",
  instrument: "outcome5",
  wording: "outcome5.en.1",
  locale: "en",
  layout: "corner",
  sampling: 1,
  promise: { mode: "confidential", minimumGroup: 5 },
  task: "BEN-1042",
  round: 1,
  person: "ana",
  provider: undefined,
  audience: undefined,
  context: undefined,
};

function show(change: Partial<Showing> = {}, durability: "stored" | "volatile" | "pending" = "stored") {
  const fake = fakeClient();
  if (durability !== "pending") fake.saved.resolve(durability);
  const happened: unknown[] = [];
  shown = showPrompt({
    circumstances,
    question,
    label: "BEN-1042",
    theme: "auto",
    accent: undefined,
    placement: "bottom-end",
    anchor: undefined,
    container: undefined,
    shortcut: "F6",
    createKeeper: async (ports) => createKeeper(fake.client, ports),
    afterTap: () => prepareAfterTap("en", "outcome5", undefined),
    onSaved: () => happened.push("saved"),
    onRated: () => happened.push("rated"),
    onDelivered: () => happened.push("delivered"),
    onRefused: () => happened.push("refused"),
    onDismissed: (how) => happened.push(how),
    onGone: () => happened.push("gone"),
    ...change,
  });
  const root = shown.host.shadowRoot as ShadowRoot;
  const card = root.querySelector(".card") as HTMLElement;
  const user = userEvent.setup();
  const find = <T extends HTMLElement>(selector: string, text: string) =>
    [...root.querySelectorAll<T>(selector)].find((each) => each.closest("label,button")?.textContent === text) as T;
  return {
    ...fake,
    happened,
    outcome: shown.outcome,
    root,
    card,
    radio: (name: string) => find<HTMLInputElement>("input[type=radio]", name),
    button: (name: string) => find<HTMLButtonElement>("button", name),
    says: (text: string) => soon(() => expect(root.querySelector(".card")?.textContent).toContain(text)),
    user,
    /** Presses a button once what the first tap revealed takes the pointer. */
    press: async (name: string) => {
      await soon(() => expect(card.matches(".settling")).toBe(false));
      await user.click(find<HTMLButtonElement>("button", name));
    },
  };
}

it("appears in the top layer without moving the focus or scrolling the page", () => {
  const field = document.body.appendChild(document.createElement("input"));
  field.focus();
  const { card } = show();
  expect(card.matches(":popover-open")).toBe(true);
  expect(document.activeElement).toBe(field);
  expect(scrollY).toBe(0);
});

it("saves on the first tap, seals on Send, thanks when the endpoint has confirmed", async () => {
  const { radio, says, told, outcome, happened, user, confirm, press } = show();
  await user.click(radio("Well"));
  await says("Saved.");
  expect(told).toEqual([["open", 4, expect.stringMatching(/^\d{4}-.*Z$/)]]);
  await press("Send");
  await says("Sending");
  expect(told.at(-1)).toEqual(["seal"]);
  confirm();
  await says("Thank you for your feedback.");
  expect(await outcome).toMatchObject({
    outcome: "rated",
    delivery: "delivered",
    rating: { score: 4, task: "BEN-1042" },
  });
  expect(happened).toEqual(["saved", "rated", "delivered"]);
});

it("says kept when the attempt ended without an answer, and thanks when it arrives after all", async () => {
  const { radio, says, outcome, user, confirm, postpone, press } = show();
  await user.click(radio("Badly"));
  await press("Send");
  await says("Sending");
  postpone();
  await says("Kept here. It will be sent later.");
  expect(await outcome).toMatchObject({ outcome: "rated", delivery: "stored" });
  confirm();
  await says("Thank you for your feedback.");
});

it("shows and announces why the endpoint refused, and says so to the host", async () => {
  const { radio, root, says, outcome, happened, user, refuse, press } = show();
  const problem: Problem = { type: "https://aftertask.dev/problems/already-rated", title: "Already rated" };
  await user.click(radio("Well"));
  await press("Send");
  refuse(problem);
  await says("This task has already been rated.");
  const status = root.querySelector("[role=status]");
  await soon(() => expect(status?.textContent).toBe("Not accepted: This task has already been rated."));
  expect(await outcome).toMatchObject({ outcome: "rated", delivery: "refused", problem });
  expect(happened).toContain("refused");
});

it("does not say saved while the outbox has not said so", async () => {
  const { radio, card, saved, says, user } = show({}, "pending");
  await user.click(radio("Well"));
  await soon(() => expect(card.textContent).toContain("What went well?"));
  expect(card.textContent).not.toContain("Saved.");
  saved.resolve("stored");
  await says("Saved.");
});

it("asks to leave the page open when the browser keeps nothing", async () => {
  const { radio, says, outcome, postpone, press, user } = show({}, "volatile");
  await user.click(radio("Well"));
  await press("Send");
  await says("Sending");
  postpone();
  await says("Please leave this page open.");
  expect(await outcome).toMatchObject({ outcome: "rated", delivery: "volatile" });
});

it("an edit that somebody else's sealing has overtaken is refused visibly, and the host hears what was sealed", async () => {
  const { radio, says, outcome, sealElsewhere, confirm, told, user } = show();
  await user.click(radio("Well"));
  await says("Saved.");
  sealElsewhere();
  await user.click(radio("Very badly"));
  await says("The last change came too late");
  await soon(() => expect(told.at(-1)).toEqual(["seal"]));
  confirm();
  await says("Thank you");
  expect(await outcome).toMatchObject({ outcome: "rated", rating: { score: 4 } });
});

it("an ask ends four seconds after Send, even if the outbox never arrives", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { radio, button, outcome } = show({ createKeeper: () => new Promise(() => {}) });
  radio("Well").click();
  button("Send").click();
  vi.advanceTimersByTime(4_000);
  vi.useRealTimers();
  expect(await outcome).toMatchObject({ outcome: "rated", delivery: "volatile", rating: { score: 4 } });
});

it("an ask ends in a rating even if the prompt is closed before the outbox has failed", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { radio, button, outcome } = show({ createKeeper: () => Promise.reject(new Error("offline")) });
  radio("Well").click();
  button("Close").click();
  vi.advanceTimersByTime(4_000);
  vi.useRealTimers();
  expect(await outcome).toMatchObject({ outcome: "rated", delivery: "volatile" });
});

it("seals what was tapped when the prompt is taken out of the page", async () => {
  const { radio, says, told, happened, user } = show();
  await user.click(radio("Well"));
  await says("Saved.");
  shown?.host.remove();
  await soon(() => expect(told.at(-1)).toEqual(["seal"]));
  expect(happened).toContain("gone");
});

it("a dismissed prompt saves nothing and leaves nothing behind", async () => {
  const { told, outcome, happened, press } = show();
  await press("Not now");
  expect(await outcome).toEqual({ outcome: "dismissed", how: "not-now" });
  expect(told).toEqual([]);
  expect(happened).toEqual(["not-now", "gone"]);
  expect(document.querySelector("aftertask-prompt")).toBeNull();
});

it("says that nothing could be saved when the client cannot be had, and saves at the next try", async () => {
  let here = false;
  const { client, told } = fakeClient();
  const { radio, root, says, user, press } = show({
    createKeeper: async (ports) => {
      if (!here) throw new Error("offline");
      return createKeeper(client, ports);
    },
  });
  await user.click(radio("Well"));
  await says("This could not be saved. Please try again.");
  const status = root.querySelector("[role=status]");
  await soon(() => expect(status?.textContent).toBe("This could not be saved. Please try again."));
  here = true;
  await press("Send");
  await soon(() => expect(told.map((each) => (each as unknown[])[0])).toEqual(["open", "seal"]));
});

it("F6 leads into the card and back; Escape gives the focus back", async () => {
  const field = document.body.appendChild(document.createElement("input"));
  field.focus();
  const { radio, root, user } = show();
  await soon(async () => {
    // The key is linked in a file that comes once the card is shown.
    if (!root.activeElement) await user.keyboard("{F6}");
    expect(root.activeElement).toBe(radio("Very badly"));
  });
  await user.keyboard("{F6}");
  expect(document.activeElement).toBe(field);
  await user.keyboard("{F6}{Escape}");
  expect(document.activeElement).toBe(field);
  expect(document.querySelector("aftertask-prompt")).toBeNull();
});

it("keeps the focus inside when the pressed button goes", async () => {
  const { radio, button, says, root, card, user } = show();
  await user.click(radio("Well"));
  await says("Saved.");
  button("Send").focus();
  await user.keyboard("{Enter}");
  await says("Sending");
  expect(root.activeElement).toBe(card);
});

it("announces itself once, politely, from a region that was empty before", async () => {
  const { root } = show();
  const status = root.querySelector("[role=status]");
  expect(status?.textContent).toBe("");
  await soon(() => expect(status?.textContent).toBe("Feedback. How did it go? Press F6 to answer."));
});

it("does not take a second tap for Send: what is revealed ignores the pointer for a moment", async () => {
  const { radio, root, button, card } = show();
  // Its sheet comes with what is revealed. Looked at in the task of the tap: it is for a moment only.
  await soon(() => expect(root.adoptedStyleSheets.length).toBeGreaterThan(1));
  radio("Well").click();
  expect(getComputedStyle(button("Send")).pointerEvents).toBe("none");
  await soon(() => expect(card.matches(".settling")).toBe(false));
  expect(getComputedStyle(button("Send")).pointerEvents).toBe("auto");
});

it("gives way only when all is said", async () => {
  const { radio, happened, user, confirm, press } = show();
  expect(shown?.giveWay()).toBe(false);
  await user.click(radio("Well"));
  await press("Send");
  confirm();
  await soon(() => expect(happened).toContain("gone"));
});

it("stands beside its anchor, with the tip towards it", async () => {
  const anchor = document.body.appendChild(document.createElement("button"));
  anchor.textContent = "Close case";
  const { card } = show({ anchor, circumstances: { ...circumstances, layout: "anchored" } });
  await soon(() => expect(card.dataset["side"]).toBe("bottom"));
  expect(card.getBoundingClientRect().top).toBeGreaterThanOrEqual(anchor.getBoundingClientRect().bottom);
  expect(card.querySelector(".tip")).toBeTruthy();
});

it("keeps the question, with Send at rest, until there are words for the ending", async () => {
  let arrive: (() => void) | undefined;
  const { radio, button, card, says, press, confirm, user } = show({
    afterTap: async () => {
      await new Promise<void>((here) => (arrive = here));
      return prepareAfterTap("en", "outcome5", undefined);
    },
  });
  await user.click(radio("Well"));
  await press("Send");
  expect(card.textContent).toContain("How did it go?");
  expect(button("Send").disabled).toBe(true);
  arrive?.();
  confirm();
  await says("Thank you");
});

it("is still on the screen after the page has moved it", () => {
  const { card } = show();
  const box = document.body.appendChild(document.createElement("div"));
  box.append(shown?.host as Element);
  expect(card.matches(":popover-open")).toBe(true);
});

it("reads in the direction of its language on a right-to-left page", () => {
  document.documentElement.dir = "rtl";
  const { card } = show();
  expect(getComputedStyle(card).direction).toBe("ltr");
  document.documentElement.dir = "";
});

it("Escape that ends the composition of a character does not close the card", async () => {
  const { radio, card, says, happened, user } = show();
  await user.click(radio("Well"));
  await says("Anything to add?");
  const field = card.querySelector("textarea") as HTMLTextAreaElement;
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true }));
  expect(happened).not.toContain("gone");
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect(happened).toContain("gone");
});

it("opens no outbox for a prompt that is gone before it could be tapped", async () => {
  const createOne = vi.fn(() => new Promise<never>(() => {}));
  show({ createKeeper: createOne });
  shown?.leave("removed");
  await new Promise((go) => setTimeout(go, 100));
  expect(createOne).not.toHaveBeenCalled();
});

it("prepares what a tap reveals once, however often it is needed: the reasons keep their places", async () => {
  const prepared = deferred<Awaited<ReturnType<Showing["afterTap"]>>>();
  const afterTap = vi.fn(() => prepared.promise);
  const { radio, says, user } = show({ afterTap });
  await soon(() => expect(afterTap).toHaveBeenCalled());
  await user.click(radio("Well"));
  await user.click(radio("Very well"));
  prepared.resolve(await prepareAfterTap("en", "outcome5", undefined));
  await says("Saved.");
  expect(afterTap).toHaveBeenCalledTimes(1);
});

it("prepares it anew after a failure", async () => {
  const afterTap = vi.fn(() => prepareAfterTap("en", "outcome5", undefined));
  afterTap.mockRejectedValueOnce(new Error("offline"));
  const { radio, says, user } = show({ afterTap });
  await soon(() => expect(afterTap).toHaveBeenCalledTimes(1));
  await user.click(radio("Well"));
  await says("Saved.");
  expect(afterTap).toHaveBeenCalledTimes(2);
});

it("minds its manners though the outbox never arrives", async () => {
  const { radio, root, user } = show({ createKeeper: () => new Promise(() => {}) });
  await soon(async () => {
    if (!root.activeElement) await user.keyboard("{F6}");
    expect(root.activeElement).toBe(radio("Very badly"));
  });
});

it("an accent that comes when the card is gone is no error of the page", async () => {
  const unhandled = vi.fn((event: Event) => event.preventDefault());
  addEventListener("unhandledrejection", unhandled);
  const fetched = deferred<Awaited<ReturnType<Showing["afterTap"]>>>();
  const afterTap = vi.fn(() => fetched.promise);
  show({ accent: "teal", afterTap });
  await soon(() => expect(afterTap).toHaveBeenCalled());
  shown?.leave("removed");
  fetched.resolve(await prepareAfterTap("en", "outcome5", undefined));
  await import("./browser/accent.js");
  await new Promise((go) => setTimeout(go, 50));
  removeEventListener("unhandledrejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

it("gives the focus back to the page though the way back came after somebody had gone in", async () => {
  const control = document.body.appendChild(document.createElement("button"));
  control.focus();
  const keeper = deferred<ReturnType<typeof createKeeper>>();
  const { card } = show({ createKeeper: () => keeper.promise });
  card.querySelector("input")?.focus();
  keeper.resolve(createKeeper(fakeClient().client, {} as never));
  await soon(() => {
    const key = new KeyboardEvent("keydown", { key: "F6", bubbles: true, cancelable: true });
    dispatchEvent(key);
    expect(key.defaultPrevented).toBe(true);
  });
  expect(document.activeElement).toBe(control);
});

it("puts the answers in a row again when they come back, because nothing could be saved", async () => {
  const fake = fakeClient();
  const full = () => {
    throw new Error("full");
  };
  const keeper = async (ports: Parameters<Showing["createKeeper"]>[0]) =>
    createKeeper({ ...fake.client, open: full }, ports);
  const prepared = await prepareAfterTap("en", "outcome5", undefined);
  const { card, root } = show({ createKeeper: keeper, afterTap: async () => prepared });
  expect(card.querySelector(".tray")?.matches(".row")).toBe(true);
  await soon(() => expect(root.adoptedStyleSheets.length).toBeGreaterThan(1));
  const [first, second] = card.querySelectorAll("input");
  first?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  second?.click();
  [...card.querySelectorAll("button")].find(({ textContent }) => textContent === "Send")?.click();
  expect(card.querySelector(".over")).not.toBeNull();
  await soon(() => expect(card.textContent).toContain("could not be saved"));
  expect(card.querySelector(".tray")?.matches(".row")).toBe(true);
});

it("an anchored card can be seen, in the corner, on a page that breaks what it is positioned with", async () => {
  const unhandled = vi.fn((event: Event) => event.preventDefault());
  addEventListener("unhandledrejection", unhandled);
  // Cannot be constructed.
  vi.stubGlobal("ResizeObserver", () => {});
  const anchor = document.body.appendChild(document.createElement("button"));
  const { card } = show({ circumstances: { ...circumstances, layout: "anchored" }, anchor });
  await soon(() => expect(card.matches(".corner")).toBe(true));
  vi.unstubAllGlobals();
  removeEventListener("unhandledrejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(card.checkVisibility({ visibilityProperty: true })).toBe(true);
});
