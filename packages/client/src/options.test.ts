import { expect, test, vi } from "vitest";
import { AftertaskUsageError } from "./errors.js";
import { FOREIGN } from "./http/foreign.js";
import { type ClientOptions, readOptions } from "./options.js";

const PAGE = "https://intranet.example/cases/7?tab=1";
const read = (options: unknown, base: string | undefined = PAGE) => readOptions(options as ClientOptions, base);

test.each([
  ["https://feedback.example/v1/ratings", "https://feedback.example/v1/ratings"],
  ["http://10.0.0.7:4600/v1/ratings", "http://10.0.0.7:4600/v1/ratings"],
  ["/v1/ratings", "https://intranet.example/v1/ratings"],
  ["./ratings", "https://intranet.example/cases/ratings"],
  ["//feedback.example/v1/ratings", "https://feedback.example/v1/ratings"],
])("the endpoint %s is posted to at %s", (endpoint, address) => {
  expect(read({ endpoint, key: "pk" }).endpoint).toBe(address);
});

test.each([
  "javascript:alert(1)",
  "data:text/plain,x",
  "feedback.example/v1/ratings",
  "v1/ratings",
  "",
  "https://",
  "https://user:secret@feedback.example/",
  "https://:secret@feedback.example/",
  " /v1",
  5,
  undefined,
  { href: "/v1" },
])("the endpoint %j is refused with the remedy", (endpoint) => {
  expect(() => read({ endpoint, key: "pk" })).toThrow("endpoint must be an https:// address or a path.");
});

test.each([undefined, null])("options that are %j lack an endpoint, and are refused with the remedy", (options) => {
  expect(() => read(options)).toThrow(AftertaskUsageError);
  expect(() => read(options)).toThrow("endpoint must be an https:// address or a path.");
});

test.each([undefined, "", 5, null])("the key %j is refused with the remedy", (key) => {
  expect(() => read({ endpoint: "/v1/ratings", key })).toThrow("key must be the project's public key.");
});

test("on a server, where no page says whose it is, a path leads to an address that nobody can have", () => {
  expect(readOptions({ endpoint: "/v1/ratings", key: "pk" }, undefined).endpoint).toBe("http://invalid/v1/ratings");
});

test("the sender names itself, or is the client with its version", async () => {
  const { version } = await import("../package.json");
  expect(read({ endpoint: "/v1", key: "pk" }).sdk).toBe(`client/${version}`);
  expect(read({ endpoint: "/v1", key: "pk", sdk: "widget/1.0.0" }).sdk).toBe("widget/1.0.0");
});

test("left out or undefined, an option has its default; what acknowledges decides what is sent", () => {
  const ours = { foreign: undefined, single: false, headers: undefined, transport: undefined };
  expect(read({ endpoint: "/v1", key: "pk", body: undefined, headers: undefined })).toMatchObject(ours);
  expect(read({ endpoint: "/v1", key: "pk", acknowledge: "status" })).toMatchObject({ foreign: FOREIGN, single: true });
  expect(read({ endpoint: "/v1", key: "pk", acknowledge: "status", body: "envelope" }).single).toBe(false);
});

test("where nothing can be fetched, as in some test runners, a host's own transport is enough", () => {
  for (const name of ["fetch", "Request", "Headers"]) vi.stubGlobal(name, undefined);
  try {
    expect(read({ endpoint: "/v1", key: "pk", transport: async () => {} }).endpoint).toBe(
      "https://intranet.example/v1",
    );
  } finally {
    vi.unstubAllGlobals();
  }
});

test.each([
  ["acknowledge", "anything", "results or status"],
  ["body", "form", "rating or envelope"],
  ["headers", "Authorization: x", "names and values"],
  ["headers", { "not a name": "x" }, "names and values"],
  ["headers", { Authorization: "two\nlines" }, "names and values"],
  ["headers", { Authorization: undefined }, "names and values"],
  ["headers", { Authorization: null }, "names and values"],
  ["transport", "fetch", "like fetch"],
  ["transport", "", "like fetch"],
  ["transport", false, "like fetch"],
  ["transport", 0, "like fetch"],
])("%s %j is refused with the remedy", (option, value, remedy) => {
  expect(() => read({ endpoint: "/v1", key: "pk", [option]: value })).toThrow(
    new RegExp(`${option} must be .*${remedy}`),
  );
});
