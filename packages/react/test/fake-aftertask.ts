import type { Aftertask, AskOptions, AskOutcome } from "@aftertask/widget";

interface Asked {
  touchpoint: string;
  options: AskOptions;
  settle(outcome: AskOutcome): void;
}

/** An instance that asks nobody: it notes what it was asked and is answered by the test. A withdrawn ask ends as the real one does. */
export function fakeAftertask() {
  const asked: Asked[] = [];
  const told: string[] = [];
  const aftertask: Aftertask = {
    ask(touchpoint, options) {
      return new Promise<AskOutcome>((settle) => {
        asked.push({ touchpoint, options, settle });
        options.signal?.addEventListener("abort", () => {
          told.push(`withdrawn ${options.task}`);
          settle({ outcome: "dismissed", how: "removed" });
        });
      });
    },
    explain: () => Promise.resolve({ ask: true, sampling: 1 }),
    submit: () => Promise.reject(new Error("not part of these stories")),
    configure: (settings) => void told.push(`configured ${JSON.stringify(settings)}`),
    flush: () => Promise.resolve(),
    pending: () => Promise.resolve(0),
    prefetch: () => Promise.resolve(),
    on: () => () => {},
    close: () => void told.push("closed"),
  };
  return { aftertask, asked, told };
}

export const rated: Extract<AskOutcome, { outcome: "rated" }> = {
  outcome: "rated",
  delivery: "delivered",
  rating: {
    id: "0b5c2f1e-7a55-4d0e-9f3c-1d2a3b4c5d6e",
    touchpoint: "hr.benefits-paperwork",
    instrument: "outcome5",
    score: 4,
    ratedAt: "2026-11-21T09:29:48Z",
    task: "BEN-1042",
  },
};
