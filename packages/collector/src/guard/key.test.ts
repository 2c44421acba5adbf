import { expect, test } from "vitest";
import { projects } from "../../test/start.js";
import { checkOrigin } from "./origin.js";
import { findKey, findReadable, projectsByKey, writeKeysOf } from "./key.js";
import { Refusal } from "../problem.js";

const rate = { perSecond: 5, burst: 5 };
const many = projects({
  keys: [{ key: "pk_intranet" }, { key: "pk_2027", origins: ["https://new.example"], rate }],
});

test("a project's own key sends where it has no others", () => {
  const [project] = projects();
  expect(findKey(writeKeysOf(projects()), "pk_intranet")).toEqual({
    key: "pk_intranet",
    project,
    origins: ["https://intranet.example"],
    rate: "unlimited",
  });
});

test("several keys send to one project, each with origins and a rate of its own or the project's", () => {
  const keys = writeKeysOf(many);
  expect(findKey(keys, "pk_intranet")).toMatchObject({ project: { key: "pk_intranet" }, rate: "unlimited" });
  const young = findKey(keys, "pk_2027");
  expect(young).toMatchObject({ project: { key: "pk_intranet" }, origins: ["https://new.example"], rate });
  if (young instanceof Refusal) throw new Error("a key was expected");
  expect(checkOrigin("https://new.example", young)).toBeUndefined();
  expect(checkOrigin("https://intranet.example", young)).toMatchObject({ code: "origin-not-allowed" });
});

test("a key that was taken away is answered like one that never was", () => {
  const keys = writeKeysOf(projects({ keys: [{ key: "pk_2027" }] }));
  expect(findKey(keys, "pk_intranet")).toEqual(findKey(keys, "pk_unheard_of"));
  expect(findKey(keys, "pk_intranet")).toMatchObject({ code: "unknown-key" });
});

test("a report goes by the name of the project, whatever its pages send", () => {
  const all = projectsByKey(projects({ keys: [{ key: "pk_2027" }] }));
  expect(findReadable(all, "pk_intranet", { reads: () => true })).toMatchObject({ key: "pk_intranet" });
  expect(findReadable(all, "pk_2027", { reads: () => true })).toMatchObject({ code: "unknown-key" });
});

test("a project that may not be read is answered like one that is not there", () => {
  const all = projectsByKey(projects());
  expect(findReadable(all, "pk_intranet", { reads: () => false })).toEqual(
    findReadable(all, "pk_unheard_of", { reads: () => true }),
  );
});

test.each(["__proto__", "constructor", "toString", "pk_intranet ", "PK_INTRANET", ""])("%j is no key", (key) => {
  expect(findKey(writeKeysOf(many), key)).toMatchObject({ code: "unknown-key" });
});
