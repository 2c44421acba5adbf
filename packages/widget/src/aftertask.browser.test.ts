import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { soon } from "../test/soon.js";
import { createAftertask } from "./create.js";
import type { Aftertask, AftertaskOptions, AskOutcome } from "./types.js";

// The endpoint is the test page's own server, which is no collector: nothing here depends on an answer from it.
const address = { endpoint: "/v1/ratings", key: "pk_test", fatigue: "off" } as const;
const TOUCHPOINT = "hr.benefits-paperwork";

let instances: Aftertask[] = [];
// Another person for each test: what one of them has met is nothing to the next.
let person = "";
beforeEach(() => {
  person = crypto.randomUUID();
});
afterEach(() => {
  for (const instance of instances) instance.close();
  instances = [];
  document.body.replaceChildren();
});

function create(options: Partial<AftertaskOptions> = {}): Aftertask {
  const instance = createAftertask({ ...address, person, ...options });
  instances.push(instance);
  return instance;
}
const prompts = (): Element[] => [...document.querySelectorAll("aftertask-prompt")];
const card = (prompt = prompts()[0]) => prompt?.shadowRoot?.querySelector(".card");
const shown = () => soon(() => expect(card()).toBeTruthy());
const press = (name: string) =>
  [...(card()?.querySelectorAll("button") ?? [])].find((button) => button.textContent === name)?.click();

it("shows a prompt with the task's label, and tells the page and the listeners in the same words", async () => {
  const aftertask = create();
  const heard: unknown[] = [];
  const onPage = (event: Event) => heard.push((event as CustomEvent).detail);
  document.addEventListener("aftertask-shown", onPage);
  aftertask.on("shown", (detail) => heard.push(detail));
  void aftertask.ask(TOUCHPOINT, { task: "BEN-1", label: "Dental claim" });
  await shown();
  document.removeEventListener("aftertask-shown", onPage);
  expect(card()?.textContent).toContain("Dental claim");
  const detail = { touchpoint: TOUCHPOINT, task: "BEN-1", round: 1, sampling: 1 };
  expect(heard).toEqual([detail, detail]);
});

it("a second ask for the same task is the same ask", async () => {
  const aftertask = create();
  const first = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
  expect(aftertask.ask(TOUCHPOINT, { task: "BEN-1", round: 1 })).toBe(first);
  await shown();
  press("Not now");
  expect(await first).toEqual({ outcome: "dismissed", how: "not-now" });
});

it("stops listening when the undo is called", async () => {
  const aftertask = create({ mode: "off" });
  const listener = vi.fn();
  const undo = aftertask.on("not-asked", listener);
  undo();
  await aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
  expect(listener).not.toHaveBeenCalled();
});

describe("not asked", () => {
  const because = async (instance: Aftertask, more = {}) => {
    const outcome = await instance.ask(TOUCHPOINT, { task: "BEN-1", ...more });
    return outcome.outcome === "not-asked" ? outcome.because : outcome;
  };

  it("gives the reason, and explain gives the same without a prompt", async () => {
    const off = create({ mode: "off" });
    expect(await off.explain(TOUCHPOINT, { task: "BEN-1" })).toEqual({ ask: false, because: "disabled" });
    expect(await because(off)).toBe("disabled");
    expect(await because(create(), { own: true })).toBe("own-task");
    expect(await because(create(), { finishedAt: "2020-01-01T00:00:00Z" })).toBe("expired");
    expect(await because(create({ touchpoints: { "it.access-request": {} } }))).toBe("unknown-touchpoint");
    expect(prompts()).toEqual([]);
  });

  it("never again, once a person has said so; another person on the same browser is asked", async () => {
    const aftertask = create();
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    press("Don't ask again");
    expect(await outcome).toEqual({ outcome: "dismissed", how: "never" });
    expect(await because(aftertask, { task: "BEN-2" })).toBe("opted-out");
    expect(await aftertask.explain(TOUCHPOINT, { task: "BEN-2", person: "ben" })).toMatchObject({ ask: true });
  });

  it("rests after a prompt, unless fatigue is off", async () => {
    const aftertask = create({ fatigue: "default" });
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    press("Not now");
    await outcome;
    expect(await because(aftertask, { task: "BEN-2" })).toBe("cooling-down");
  });

  it("says busy when the line is full", async () => {
    const aftertask = create();
    void aftertask.ask(TOUCHPOINT, { task: "BEN-0" });
    await shown();
    const asks = [1, 2, 3, 4].map((task) => aftertask.ask(TOUCHPOINT, { task: `BEN-${task}` }));
    expect(await asks.at(-1)).toEqual({ outcome: "not-asked", because: "busy" });
  });
});

describe("withdrawn", () => {
  const removed: AskOutcome = { outcome: "dismissed", how: "removed" };

  it("by the signal, while it is shown and while it waits", async () => {
    const aftertask = create();
    const [first, second] = [new AbortController(), new AbortController()];
    const showing = aftertask.ask(TOUCHPOINT, { task: "BEN-1", signal: first.signal });
    const waiting = aftertask.ask(TOUCHPOINT, { task: "BEN-2", signal: second.signal });
    await shown();
    second.abort();
    expect(await waiting).toEqual(removed);
    first.abort();
    expect(await showing).toEqual(removed);
    expect(prompts()).toEqual([]);
  });

  it("when somebody else signs in: what was asked of one person is not shown to the next", async () => {
    const aftertask = create();
    const showing = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    const waiting = aftertask.ask(TOUCHPOINT, { task: "BEN-2" });
    await shown();
    aftertask.configure({ person: "ben" });
    expect(await showing).toEqual(removed);
    expect(await waiting).toEqual(removed);
    aftertask.configure({ person: "ben", theme: "dark" });
    void aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
  });

  it("and asked anew at once, it is a new ask", async () => {
    const aftertask = create();
    const withdrawal = new AbortController();
    const first = aftertask.ask(TOUCHPOINT, { task: "BEN-1", signal: withdrawal.signal });
    withdrawal.abort();
    const second = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    expect(await first).toEqual(removed);
    await shown();
    press("Not now");
    expect(await second).toEqual({ outcome: "dismissed", how: "not-now" });
  });

  it("by close, which leaves the page as it was", async () => {
    const aftertask = create();
    const showing = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    aftertask.close();
    expect(await showing).toEqual(removed);
    expect(prompts()).toEqual([]);
  });

  it("by close at once, which opens no outbox that nobody would close", async () => {
    const opened = vi.spyOn(indexedDB, "open");
    // Until what earlier tests have left to arrive has arrived, and none of it opens anything any more.
    await import("./outbox.js");
    let before;
    do {
      before = opened.mock.calls.length;
      await new Promise((go) => setTimeout(go, 300));
    } while (opened.mock.calls.length > before);
    opened.mockClear();
    const aftertask = create();
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    aftertask.close();
    expect(await outcome).toEqual(removed);
    await new Promise((go) => setTimeout(go, 300));
    expect(opened).not.toHaveBeenCalled();
    opened.mockRestore();
  });
});

describe("a respondent who says that the work is not done", () => {
  const answer = async (score: number, reason: string) => {
    const aftertask = create({ mode: "mock" });
    const heard: unknown[] = [];
    aftertask.on("rated", () => heard.push("rated"));
    aftertask.on("not-solved", (detail) => heard.push(detail));
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    card()?.querySelectorAll("input")[score - 1]?.click();
    await soon(() => expect(card()?.textContent).toContain(reason));
    [...(card()?.querySelectorAll("label") ?? [])].find((label) => label.textContent === reason)?.click();
    press("Send");
    await outcome;
    return heard;
  };

  it("is told to the page once, with the rating, after it is sealed", async () => {
    const rating = expect.objectContaining({ score: 2, reasons: ["not-solved"], notSolved: true });
    const detail = { touchpoint: TOUCHPOINT, task: "BEN-1", round: 1, rating };
    expect(await answer(2, "Not (fully) resolved")).toEqual(["rated", detail]);
  });

  it("has to say so: a poor score alone is none", async () => {
    expect(await answer(1, "It took too long")).toEqual(["rated"]);
  });
});

describe("in mode mock", () => {
  it("a prompt shows and is answered as live, and nothing is sent or stored", async () => {
    const sent = vi.spyOn(globalThis, "fetch");
    const before = { ...localStorage };
    const aftertask = create({ mode: "mock", fatigue: "default" });
    const heard: string[] = [];
    for (const event of ["shown", "rated", "delivered"] as const) aftertask.on(event, () => heard.push(event));
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    card()?.querySelectorAll("input")[3]?.click();
    await soon(() => expect(card()?.textContent).toContain("Saved."));
    press("Send");
    await soon(() => expect(card()?.textContent).toContain("Thank you"));
    expect(await outcome).toMatchObject({ outcome: "rated", delivery: "delivered", rating: { score: 4 } });
    expect(heard).toEqual(["shown", "rated", "delivered"]);
    expect(sent).not.toHaveBeenCalled();
    expect({ ...localStorage }).toEqual(before);
    sent.mockRestore();
  });

  it("the page remembers what it has asked, and what it has asked live is another matter", async () => {
    const mock = create({ mode: "mock", fatigue: "default" });
    const outcome = mock.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    press("Don't ask again");
    expect(await outcome).toEqual({ outcome: "dismissed", how: "never" });
    expect(await mock.explain(TOUCHPOINT, { task: "BEN-2" })).toEqual({ ask: false, because: "opted-out" });
    expect(await create().explain(TOUCHPOINT, { task: "BEN-2" })).toMatchObject({ ask: true });
  });

  it("a submitted rating counts as delivered, and nothing waits", async () => {
    const mock = create({ mode: "mock" });
    const delivered: string[] = [];
    mock.on("delivered", ({ id }) => delivered.push(id));
    const submission = await mock.submit({ touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4 });
    expect(submission.delivery).toBe("delivered");
    expect(await submission.delivered).toEqual({ id: submission.id, status: "stored" });
    expect(delivered).toEqual([submission.id]);
    expect(await mock.pending()).toBe(0);
    await mock.flush();
  });

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["nothing", {}],
    ["a text", "outcome5"],
    ["no touchpoint", { instrument: "outcome5", score: 4 }],
    ["an instrument that is no text", { touchpoint: TOUCHPOINT, instrument: 5, score: 4 }],
    ["no score", { touchpoint: TOUCHPOINT, instrument: "outcome5" }],
    ["half a score", { touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4.5 }],
    ["an empty id", { id: "", touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4 }],
    ["no time", { touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4, ratedAt: "yesterday" }],
    ["too long a comment", { touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4, comment: "é".repeat(9_000) }],
  ])("a submitted rating that is none (%s) is refused in the words of mode live", async (_what, rating) => {
    const refusal = (mode: "mock" | "live") =>
      create({ mode })
        .submit(rating as never)
        .then(
          () => "taken",
          (error: Error) => `${error.name}: ${error.message}`,
        );
    const live = await refusal("live");
    expect(live).not.toBe("taken");
    expect(await refusal("mock")).toBe(live);
  });

  it("what is tapped while live is kept for good, though the mode changes before Send", async () => {
    const sent = vi.spyOn(globalThis, "fetch").mockImplementation(() => Promise.reject(new TypeError("offline")));
    const aftertask = create();
    void aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    card()?.querySelectorAll("input")[3]?.click();
    await soon(() => expect(card()?.textContent).toContain("Saved."));
    aftertask.configure({ mode: "mock" });
    press("Send");
    await soon(() => expect(card()?.textContent).toContain("Kept here."));
    expect(sent).toHaveBeenCalled();
    sent.mockRestore();
  });
});

it("what is told once the prompt has left the page comes from the control that asked", async () => {
  const control = document.body.appendChild(document.createElement("button"));
  const heard: string[] = [];
  for (const event of ["shown", "dismissed"])
    document.addEventListener(`aftertask-${event}`, ({ target }) => heard.push((target as Element).localName), {
      once: true,
    });
  void create().ask(TOUCHPOINT, { task: "BEN-1", anchor: control });
  await shown();
  press("Not now");
  expect(heard).toEqual(["aftertask-prompt", "button"]);
  control.remove();
});

it("prefetches nothing in mode off: nobody will be asked", async () => {
  const idle = vi.spyOn(globalThis, "requestIdleCallback");
  await create({ mode: "off" }).prefetch();
  expect(idle).not.toHaveBeenCalled();
  idle.mockRestore();
});

describe("a page that makes it hard", () => {
  it("a place that cannot carry a prompt ends its own ask and nobody else's", async () => {
    const reported = vi.fn((event: Event) => event.preventDefault());
    addEventListener("error", reported);
    const aftertask = create();
    const foreign = document.createElement("aftertask-prompt");
    foreign.attachShadow({ mode: "closed" });
    document.body.append(foreign);
    const outcome = await aftertask.ask(TOUCHPOINT, { task: "BEN-1", container: foreign });
    expect(outcome).toEqual({ outcome: "not-asked", because: "busy" });
    expect(reported).toHaveBeenCalledTimes(1);
    removeEventListener("error", reported);
    foreign.remove();
    void aftertask.ask(TOUCHPOINT, { task: "BEN-2" });
    await shown();
  });

  it("a container that has left the page is no place any more", async () => {
    const outcome = await create().ask(TOUCHPOINT, { task: "BEN-1", container: document.createElement("div") });
    expect(outcome).toEqual({ outcome: "dismissed", how: "removed" });
  });

  it("a closed dialog that is kept in the page holds nobody up, an open one does", async () => {
    const dialog = document.body.appendChild(document.createElement("div"));
    dialog.setAttribute("aria-modal", "true");
    dialog.textContent = "Settings";
    const outcome = create().ask(TOUCHPOINT, { task: "BEN-1" });
    await new Promise((go) => setTimeout(go, 50));
    expect(prompts()).toEqual([]);
    dialog.hidden = true;
    await shown();
    press("Not now");
    await outcome;
  });

  it("history survives a toJSON on every array", async () => {
    const arrays = Array.prototype as { toJSON?: () => string };
    arrays.toJSON = () => "spoilt";
    const aftertask = create();
    const outcome = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    press("Don't ask again");
    await outcome;
    const decision = await aftertask.explain(TOUCHPOINT, { task: "BEN-2" });
    delete arrays.toJSON;
    expect(decision).toEqual({ ask: false, because: "opted-out" });
  });
});

describe("a mistake in the call", () => {
  it("rejects and names the option", async () => {
    const aftertask = create({ touchpoints: { [TOUCHPOINT]: { context: { caseType: ["dental"] } } } });
    await expect(aftertask.ask(TOUCHPOINT, { task: "" })).rejects.toThrow("Aftertask: task must be");
    await expect(aftertask.ask(TOUCHPOINT, { task: "1", context: { caseType: "ear" } })).rejects.toThrow(
      "context.caseType",
    );
    await expect(aftertask.explain("Bad Slug", { task: "1" })).rejects.toThrow("touchpoint");
  });

  it("says what an id is, where a number was given", async () => {
    const number = { task: 1042 as unknown as string };
    await expect(create().ask(TOUCHPOINT, number)).rejects.toThrow("task must be a text of 1 to 200 characters");
  });

  it("that is an option nobody knows is said on the console, wherever it is given", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const aftertask = create({ them: "dark", touchpoints: { [TOUCHPOINT]: { reason: [] } } } as never);
    await aftertask.explain(TOUCHPOINT, { task: "1", provder: "hr" } as never);
    aftertask.configure({ sample: 1 } as never);
    const said = warned.mock.calls.map(([text]) => /'(\w+)'; did you mean '(\w+)'/.exec(text as string)?.slice(1));
    expect(said).toEqual([
      ["them", "theme"],
      ["reason", "reasons"],
      ["provder", "provider"],
      ["sample", "sampling"],
    ]);
    warned.mockRestore();
  });

  it("that is another address for an instance that has one is said on the console once, with the remedy", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const aftertask = create();
    // As a React wrapper hands on all of them.
    aftertask.configure({ ...address, theme: "dark" } as never);
    expect(warned).not.toHaveBeenCalled();
    aftertask.configure({ endpoint: "/elsewhere" } as never);
    aftertask.configure({ key: "pk_other" } as never);
    expect(warned.mock.calls).toEqual([
      ["Aftertask: configure changes no endpoint; close() this instance and create another one with it."],
    ]);
    warned.mockRestore();
  });

  it("of listening to what is no event is told at once", () => {
    const aftertask = create();
    const misspelt = "aftertask-rated" as "rated";
    expect(() => aftertask.on(misspelt, () => {})).toThrow("event must be one of shown, rated, not-solved");
    expect(() => aftertask.on("rated", undefined as never)).toThrow("listener must be a function");
  });

  it("in an element's attributes is said once, and the page hears that nobody was asked", async () => {
    create();
    const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
    const heard: unknown[] = [];
    const listen = (event: Event) => heard.push((event as CustomEvent).detail.because);
    document.addEventListener("aftertask-not-asked", listen);
    for (let count = 0; count < 2; count++) {
      const element = document.createElement("aftertask-prompt");
      element.setAttribute("touchpoint", TOUCHPOINT);
      element.setAttribute("task", "BEN-1");
      element.setAttribute("layout", "sideways");
      document.body.append(element);
    }
    await soon(() => expect(heard).toEqual(["disabled", "disabled"]));
    document.removeEventListener("aftertask-not-asked", listen);
    expect(complaints).toHaveBeenCalledTimes(1);
    const [said, about] = complaints.mock.calls[0] ?? [];
    expect(said).toContain("layout must be one of corner, anchored, inline");
    expect((about as Element).getAttribute("layout")).toBe("sideways");
    complaints.mockRestore();
  });
});

describe("the element", () => {
  it("asks in its own place, and is empty but still there afterwards", async () => {
    create();
    const element = document.createElement("aftertask-prompt");
    element.touchpoint = TOUCHPOINT;
    element.task = "BEN-1";
    document.body.append(element);
    await shown();
    expect(prompts()).toEqual([element]);
    expect(card()?.matches(".inline")).toBe(true);
    press("Not now");
    expect(element.isConnected).toBe(true);
    expect(card(element)).toBeNull();
  });

  it.each(["corner", "anchored"] as const)(
    "carries the prompt and its events in the %s layout, too",
    async (layout) => {
      create();
      const heard: string[] = [];
      const element = document.createElement("aftertask-prompt");
      element.addEventListener("aftertask-shown", () => heard.push("shown"));
      element.addEventListener("aftertask-dismissed", () => heard.push("dismissed"));
      for (const [name, value] of Object.entries({ touchpoint: TOUCHPOINT, task: "BEN-1", layout }))
        element.setAttribute(name, value);
      document.body.append(document.createElement("button"), element);
      await shown();
      expect(prompts()).toEqual([element]);
      press("Not now");
      expect(heard).toEqual(["shown", "dismissed"]);
    },
  );

  it("taken out of the page while it stands in line, it is never shown and blocks nobody", async () => {
    const aftertask = create();
    const first = aftertask.ask(TOUCHPOINT, { task: "BEN-1" });
    await shown();
    const element = document.createElement("aftertask-prompt");
    element.setAttribute("touchpoint", TOUCHPOINT);
    element.setAttribute("task", "BEN-2");
    document.body.append(element);
    await new Promise((go) => setTimeout(go, 20));
    element.remove();
    const third = aftertask.ask(TOUCHPOINT, { task: "BEN-3" });
    press("Not now");
    await first;
    await soon(() => expect(card()?.textContent).toContain("BEN-3"));
    press("Not now");
    expect(await third).toMatchObject({ outcome: "dismissed" });
  });

  describe("with an address of its own", () => {
    const there = { touchpoint: TOUCHPOINT, task: "BEN-1", endpoint: "/other/ratings", key: "pk_other" };
    function put(attributes: Record<string, string>): Element {
      const element = document.createElement("aftertask-prompt");
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    }

    it("asks as the page has said: in its words, of its person, with nothing sent in mode mock", async () => {
      const sent = vi.spyOn(globalThis, "fetch");
      const before = { ...localStorage };
      const aftertask = create({ locale: "fr", messages: { fr: { question: "Alors ?" } } });
      aftertask.configure({ mode: "mock" });
      const rated = new Promise<unknown>((tell) => aftertask.on("rated", ({ rating }) => tell(rating)));
      put(there);
      await soon(() => expect(card()?.textContent).toContain("Alors ?"));
      card()?.querySelectorAll("input")[3]?.click();
      press("Envoyer");
      await soon(() => expect(card()?.textContent).toContain("Merci"));
      expect(await rated).toMatchObject({ person, locale: "fr" });
      expect(sent).not.toHaveBeenCalled();
      expect({ ...localStorage }).toEqual(before);
      sent.mockRestore();
    });

    it("sends there what is answered, and another key alone is enough", async () => {
      const posts: unknown[] = [];
      const sent = vi.spyOn(globalThis, "fetch").mockImplementation(async (to, request) => {
        posts.push([new URL(to as string).pathname, JSON.parse(String(request?.body)).key]);
        throw new TypeError("offline");
      });
      create();
      const key = `pk_${person}`;
      for (const named of [
        { ...there, key },
        { touchpoint: TOUCHPOINT, task: "BEN-2", key },
      ]) {
        const element = put(named);
        await soon(() => expect(card(element)).toBeTruthy());
        card(element)?.querySelectorAll("input")[3]?.click();
        await soon(() => expect(card(element)?.textContent).toContain("Saved."));
        element.remove();
      }
      await soon(() => {
        expect(posts).toContainEqual(["/other/ratings", key]);
        expect(posts).toContainEqual(["/v1/ratings", key]);
      });
      sent.mockRestore();
    });

    it("goes when the page's instance is closed", async () => {
      const aftertask = create();
      const element = put(there);
      await soon(() => expect(card(element)).toBeTruthy());
      aftertask.close();
      expect(card(element)).toBeNull();
    });
  });

  it("mirrors its attributes in properties", () => {
    create();
    const element = document.createElement("aftertask-prompt") as HTMLElement & { layout: string | null };
    element.layout = "corner";
    expect(element.getAttribute("layout")).toBe("corner");
    element.layout = null;
    expect(element.hasAttribute("layout")).toBe(false);
  });

  it("moved within the page it asks once; taken out of it, it withdraws", async () => {
    const aftertask = create();
    const outcomes: unknown[] = [];
    aftertask.on("dismissed", ({ how }) => outcomes.push(how));
    const element = document.createElement("aftertask-prompt");
    element.setAttribute("touchpoint", TOUCHPOINT);
    element.setAttribute("task", "BEN-1");
    document.body.append(element);
    await shown();
    document.body.append(document.createElement("hr"), element);
    await Promise.resolve();
    expect(card(element)).toBeTruthy();
    element.remove();
    await soon(() => expect(outcomes).toEqual(["removed"]));
  });
});
