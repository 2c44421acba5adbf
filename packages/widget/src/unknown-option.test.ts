import { afterEach, expect, it, vi } from "vitest";
import { warnOfUnknown } from "./unknown-option.js";

const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
afterEach(() => warn.mockClear());
const said = () => warn.mock.calls.map(([text]) => text as string);

it("names an option that nobody knows, and the nearest that is known, once", () => {
  for (let time = 0; time < 2; time++) warnOfUnknown("createAftertask", { endpoint: "/v1", key: "pk", Persn: "ana" });
  expect(said()).toEqual(["Aftertask: createAftertask knows no option 'Persn'; did you mean 'person'?"]);
});

it.each([
  ["ask", "provder", "provider"],
  ["ask", "finished", "finishedAt"],
  ["createAftertask", "message", "messages"],
  ["a touchpoint of the catalogue", "reason", "reasons"],
] as const)("in %s, for %s means %s", (where, given, meant) => {
  warnOfUnknown(where, { [given]: 1 });
  expect(said()[0]).toContain(`did you mean '${meant}'?`);
});

it("says nothing of what is known", () => {
  warnOfUnknown("ask", { task: "BEN-1", context: {}, signal: undefined });
  expect(said()).toEqual([]);
});
