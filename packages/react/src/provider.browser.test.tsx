import type { Aftertask } from "@aftertask/widget";
import { cleanup, render, waitFor } from "@testing-library/react";
import { Component, type ReactNode, StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { AftertaskProvider, TaskFeedback, useAftertask } from "./index.js";
import { fakeAftertask } from "../test/fake-aftertask.js";

afterEach(cleanup);

class Boundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render() {
    return this.state.error ? <p role="alert">{this.state.error.message}</p> : this.props.children;
  }
}

function Witness({ seen }: { seen: Aftertask[] }) {
  seen.push(useAftertask());
  return null;
}

test("the app's own instance is handed down as it is, and left open", () => {
  const { aftertask, told } = fakeAftertask();
  const seen: Aftertask[] = [];
  const { unmount } = render(
    <AftertaskProvider aftertask={aftertask}>
      <Witness seen={seen} />
    </AftertaskProvider>,
  );
  unmount();
  expect(seen).toEqual([aftertask]);
  expect(told).toEqual([]);
});

test("options written in place give one and the same instance at every render", () => {
  const seen: Aftertask[] = [];
  const page = (person: string) => (
    <AftertaskProvider options={{ endpoint: "/v1/ratings", key: "pk_test", mode: "off", person }}>
      <Witness seen={seen} />
    </AftertaskProvider>
  );
  const { rerender } = render(page("ana"));
  rerender(page("ben"));
  expect(seen.length).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(1);
});

test("options make a real instance, also in StrictMode", async () => {
  const onNotAsked = vi.fn();
  render(
    <StrictMode>
      <AftertaskProvider options={{ endpoint: "/v1/ratings", key: "pk_test", mode: "off" }}>
        <TaskFeedback touchpoint="hr.benefits-paperwork" task="BEN-1042" onNotAsked={onNotAsked} />
      </AftertaskProvider>
    </StrictMode>,
  );
  await waitFor(() =>
    expect(onNotAsked).toHaveBeenCalledExactlyOnceWith({ outcome: "not-asked", because: "disabled" }),
  );
});

test("a changed option reaches the instance that is already there", async () => {
  const seen: Aftertask[] = [];
  const page = (mode: "live" | "off") => (
    <AftertaskProvider options={{ endpoint: "/v1/ratings", key: "pk_test", mode, fatigue: "off" }}>
      <Witness seen={seen} />
    </AftertaskProvider>
  );
  const decide = () => seen.at(-1)?.explain("hr.benefits-paperwork", { task: "BEN-1042" });
  const { rerender } = render(page("off"));
  expect(await decide()).toEqual({ ask: false, because: "disabled" });
  rerender(page("live"));
  expect(await decide()).toEqual({ ask: true, sampling: 1 });
});

test("another endpoint or key is another instance", () => {
  const seen: Aftertask[] = [];
  const page = (endpoint: string, key: string) => (
    <AftertaskProvider options={{ endpoint, key, mode: "off" }}>
      <Witness seen={seen} />
    </AftertaskProvider>
  );
  const { rerender } = render(page("/v1/ratings", "pk_test"));
  rerender(page("/v1/ratings", "pk_other"));
  rerender(page("/elsewhere", "pk_other"));
  expect(new Set(seen).size).toBe(3);
});

test("without a provider, the error says what to do", () => {
  const silenced = vi.spyOn(console, "error").mockImplementation(() => {});
  const { getByRole } = render(
    <Boundary>
      <TaskFeedback touchpoint="hr.benefits-paperwork" task="BEN-1042" />
    </Boundary>,
  );
  expect(getByRole("alert").textContent).toContain("put one around your app");
  silenced.mockRestore();
});
