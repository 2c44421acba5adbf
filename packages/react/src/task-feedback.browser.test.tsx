import type { AskOptions } from "@aftertask/widget";
import { cleanup, render, waitFor } from "@testing-library/react";
import { StrictMode, useRef } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { AftertaskProvider, TaskFeedback, type TaskFeedbackProps } from "./index.js";
import { fakeAftertask, rated } from "../test/fake-aftertask.js";

afterEach(cleanup);

function page({ aftertask }: ReturnType<typeof fakeAftertask>, props: Partial<TaskFeedbackProps> = {}) {
  return (
    <StrictMode>
      <AftertaskProvider aftertask={aftertask}>
        <TaskFeedback touchpoint="hr.benefits-paperwork" task="BEN-1042" {...props} />
      </AftertaskProvider>
    </StrictMode>
  );
}

/** Long enough for a second ask to show itself, were there one: every ask waits for one timer only. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

test("StrictMode asks once", async () => {
  const fake = fakeAftertask();
  render(page(fake));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  await aWhile();
  expect(fake.asked).toHaveLength(1);
  expect(fake.asked[0]).toMatchObject({ touchpoint: "hr.benefits-paperwork", options: { task: "BEN-1042" } });
  expect(fake.told).toEqual([]);
});

test("all ask options are passed on, and nothing else is", async () => {
  const fake = fakeAftertask();
  // Whole: an option that `ask` learns is missing here until it is passed on, or seen to.
  const options: Required<Omit<AskOptions, "task" | "anchor" | "container" | "signal">> = {
    round: 2,
    instrument: "ease5",
    provider: "hr-payroll",
    audience: "employee",
    person: "ana",
    label: "Dental claim",
    finishedAt: "2026-11-20T10:00:00Z",
    own: false,
    layout: "corner",
    context: { caseType: "dental" } as never,
    locale: "fr",
  };
  const others = { when: true, className: "feedback", onRated() {}, onDismissed() {}, onNotAsked() {} };
  render(page(fake, { ...options, ...others }));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  const { signal, ...passed } = fake.asked[0]?.options ?? {};
  expect(signal).toBeInstanceOf(AbortSignal);
  expect(passed).toEqual({ task: "BEN-1042", ...options, anchor: undefined, container: undefined });
});

test("nothing is asked until the task is finished", async () => {
  const fake = fakeAftertask();
  const { rerender } = render(page(fake, { when: false }));
  await aWhile();
  expect(fake.asked).toEqual([]);
  rerender(page(fake, { when: true }));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
});

test("a task that is reopened withdraws its ask", async () => {
  const fake = fakeAftertask();
  const { rerender } = render(page(fake));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  rerender(page(fake, { when: false }));
  expect(fake.told).toEqual(["withdrawn BEN-1042"]);
});

test("another render of the same task asks nothing anew", async () => {
  const fake = fakeAftertask();
  const { rerender } = render(page(fake, { label: "Dental claim" }));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  rerender(page(fake, { label: "Dental benefits claim", onRated: () => {} }));
  await aWhile();
  expect(fake.asked).toHaveLength(1);
  expect(fake.told).toEqual([]);
});

test("another task withdraws the first ask and makes a second", async () => {
  const fake = fakeAftertask();
  const { rerender } = render(page(fake));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  rerender(page(fake, { task: "BEN-1043" }));
  await waitFor(() => expect(fake.asked).toHaveLength(2));
  expect(fake.told).toEqual(["withdrawn BEN-1042"]);
  expect(fake.asked[1]?.options.task).toBe("BEN-1043");
});

test("another person is asked anew", async () => {
  const fake = fakeAftertask();
  const { rerender } = render(page(fake, { person: "ana" }));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  rerender(page(fake, { person: "ben" }));
  await waitFor(() => expect(fake.asked.map(({ options }) => options.person)).toEqual(["ana", "ben"]));
});

test("a component that is removed at once asks nothing", async () => {
  const fake = fakeAftertask();
  render(page(fake)).unmount();
  await aWhile();
  expect(fake.asked).toEqual([]);
});

test("removing the component withdraws the ask and tells nobody", async () => {
  const fake = fakeAftertask();
  const onDismissed = vi.fn();
  const { unmount } = render(page(fake, { onDismissed }));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  unmount();
  await aWhile();
  expect(fake.told).toEqual(["withdrawn BEN-1042"]);
  expect(onDismissed).not.toHaveBeenCalled();
});

test("an answer given before the component was removed is still told", async () => {
  const fake = fakeAftertask();
  const ask = vi.fn<typeof fake.aftertask.ask>(
    (_touchpoint, { signal }) => new Promise((settle) => signal?.addEventListener("abort", () => settle(rated))),
  );
  fake.aftertask.ask = ask;
  const onRated = vi.fn();
  const { unmount } = render(page(fake, { onRated }));
  await waitFor(() => expect(ask).toHaveBeenCalled());
  unmount();
  await waitFor(() => expect(onRated).toHaveBeenCalledExactlyOnceWith(rated));
});

test("each outcome goes to its own callback, and to the one of the last render", async () => {
  const outcomes = [
    rated,
    { outcome: "dismissed", how: "not-now" },
    { outcome: "not-asked", because: "already-rated" },
  ] as const;
  for (const outcome of outcomes) {
    const fake = fakeAftertask();
    const heard: unknown[] = [];
    const { rerender, unmount } = render(page(fake, { onRated: () => heard.push("an old callback") }));
    await waitFor(() => expect(fake.asked).toHaveLength(1));
    rerender(
      page(fake, {
        onRated: (told) => heard.push(["rated", told]),
        onDismissed: (told) => heard.push(["dismissed", told]),
        onNotAsked: (told) => heard.push(["not-asked", told]),
      }),
    );
    fake.asked[0]?.settle(outcome);
    await waitFor(() => expect(heard).toEqual([[outcome.outcome, outcome]]));
    unmount();
  }
});

test("the inline layout gives the prompt an element of its own, where the component stands", async () => {
  const fake = fakeAftertask();
  const { container } = render(page(fake, { layout: "inline", className: "feedback" }));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  const place = container.querySelector("div.feedback");
  expect(place).not.toBeNull();
  expect(fake.asked[0]?.options).toMatchObject({ layout: "inline", container: place });
});

test("the other layouts render nothing", async () => {
  const fake = fakeAftertask();
  const { container } = render(page(fake, { layout: "corner" }));
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  expect(container.childNodes).toHaveLength(0);
});

test("an anchor may be a ref that is filled in the same commit", async () => {
  const fake = fakeAftertask();
  function Case() {
    const button = useRef<HTMLButtonElement>(null);
    return (
      <AftertaskProvider aftertask={fake.aftertask}>
        <button ref={button}>Close case</button>
        <TaskFeedback touchpoint="hr.benefits-paperwork" task="BEN-1042" layout="anchored" anchor={button} />
      </AftertaskProvider>
    );
  }
  const { getByRole } = render(<Case />);
  await waitFor(() => expect(fake.asked).toHaveLength(1));
  expect(fake.asked[0]?.options.anchor).toBe(getByRole("button"));
});
