import { expect, it } from "vitest";
import { faultOf } from "../test/fault-of.js";
import { checkAddress, checkAsk, DEFAULTS, settingsFrom } from "./options.js";

it("fills in the defaults, and an undefined option counts as left out", () => {
  expect(settingsFrom({ theme: undefined })).toEqual(DEFAULTS);
});

it("keeps what was set before", () => {
  const before = settingsFrom({ person: "ana", theme: "dark" });
  expect(settingsFrom({ person: "ben" }, before)).toMatchObject({ person: "ben", theme: "dark" });
});

it("forgets the person who has signed out", () => {
  const before = settingsFrom({ person: "ana", theme: "dark" });
  expect(settingsFrom({ person: undefined, theme: undefined }, before)).toEqual(DEFAULTS);
});

it.each([
  ["theme", { theme: "blue" }],
  ["placement", { placement: "middle" }],
  ["fatigue", { fatigue: "on" }],
  ["busy", { busy: "yes" }],
  ["shortcut", { shortcut: "f6" }],
  ["shortcut", { shortcut: "F13" }],
  ["shortcut", { shortcut: "Escape" }],
  ["mode", { mode: "mock up" }],
  ["audience", { audience: "boss" }],
  ["sampling", { sampling: 0 }],
  ["sampling", { sampling: "0.5" }],
  ["minimumGroup", { minimumGroup: 7.5 }],
  ["minimumGroup", { minimumGroup: 2_000 }],
  ["minimumGroup", { minimumGroup: 4 }],
  ["person", { person: "x".repeat(201) }],
  ["person", { person: 7 }],
  ["locale", { locale: 7 }],
])("names %s when it is of the wrong kind", (option, given) => {
  expect(faultOf(() => settingsFrom(given as never))).toBe(option);
});

it.each([
  ["endpoint", { key: "pk_intranet" }],
  ["endpoint", { endpoint: 7, key: "pk_intranet" }],
  ["endpoint", { endpoint: "javascript:alert(1)", key: "pk_intranet" }],
  ["endpoint", { endpoint: "feedback.example/v1", key: "pk_intranet" }],
  ["endpoint", { endpoint: "https://ana:secret@feedback.example", key: "pk_intranet" }],
  ["endpoint", { endpoint: "//ana@feedback.example/v1", key: "pk_intranet" }],
  ["endpoint", { endpoint: "/\\ana@feedback.example/v1", key: "pk_intranet" }],
  ["endpoint", { endpoint: "https:///ana@feedback.example/v1", key: "pk_intranet" }],
  ["endpoint", null],
  ["key", { endpoint: "/v1/ratings", key: "" }],
])("names %s when it is missing", (option, given) => {
  expect(faultOf(() => checkAddress(given as never))).toBe(option);
});

it.each([
  "/v1/ratings",
  "./ratings",
  "../v1/ratings",
  "/@intranet/ratings",
  "/ratings?for=hr@example.com",
  "//feedback.example/@intranet",
  "https://feedback.example/@intranet/ratings",
  "https://feedback.example?for=hr@example.com",
  "HTTPS://feedback.example#a@b",
])("takes %s for an endpoint", (endpoint) => {
  expect(faultOf(() => checkAddress({ endpoint, key: "pk_intranet" }))).toBe("none");
});

it.each([
  ["touchpoint", "HR Benefits", { task: "1" }],
  ["touchpoint", undefined, { task: "1" }],
  ["task", "hr.benefits", {}],
  ["task", "hr.benefits", undefined],
  ["task", "hr.benefits", { task: 42 }],
  ["round", "hr.benefits", { task: "1", round: 0 }],
  ["round", "hr.benefits", { task: "1", round: Number.NaN }],
  ["round", "hr.benefits", { task: "1", round: 5_000 }],
  ["signal", "hr.benefits", { task: "1", signal: {} }],
  ["provider", "hr.benefits", { task: "1", provider: "Ana Novak" }],
  ["finishedAt", "hr.benefits", { task: "1", finishedAt: "yesterday" }],
  ["audience", "hr.benefits", { task: "1", audience: "boss" }],
  ["layout", "hr.benefits", { task: "1", layout: "modal" }],
  ["anchor", "hr.benefits", { task: "1", layout: "anchored" }],
  ["container", "hr.benefits", { task: "1", layout: "inline" }],
])("names %s in an ask", (option, touchpoint, asked) => {
  expect(faultOf(() => checkAsk(touchpoint as string, asked as never))).toBe(option);
});

it("takes an ask that says no more than its task", () => {
  expect(faultOf(() => checkAsk("hr.benefits-paperwork", { task: "BEN-1042" }))).toBe("none");
});

it("refuses a privacy that it could not keep", () => {
  expect(faultOf(() => settingsFrom({ privacy: "named" } as never))).toBe("privacy");
});

it("says what is wrong and what to do, in one sentence", () => {
  expect(() => checkAddress({ endpoint: "", key: "k" })).toThrow(
    "Aftertask: endpoint must be an https:// address or a path, such as '/v1/ratings'.",
  );
});
