import { expect, test } from "vitest";
import { checkOrigin } from "./origin.js";

const ALLOWED = { origins: ["https://intranet.example", "http://localhost:5173", "https://xn--mnchen-3ya.example"] };

test.each([...ALLOWED.origins, null])("T23: %s may send", (origin) => {
  expect(checkOrigin(origin, ALLOWED)).toBeUndefined();
});

test.each([
  "null",
  "",
  "*",
  "https://INTRANET.example",
  "HTTPS://intranet.example",
  "https://intranet.example:443",
  "https://intranet.example:8443",
  "http://intranet.example",
  "https://intranet.example.",
  "https://intranet.example/",
  "https://intranet.example/path",
  "https://intranet.example?",
  "https://intranet.example#",
  "https://intranet.example.evil.example",
  "https://evil-intranet.example",
  "https://sub.intranet.example",
  "https://evil.example/https://intranet.example",
  "https://intranet.example@evil.example",
  "https://user@intranet.example",
  "https://intranet.example, https://evil.example",
  "https://intranet.example https://evil.example",
  " https://intranet.example",
  "https://intranet.example\t",
  "https://münchen.example",
  "http://localhost",
  "http://127.0.0.1:5173",
  "file://",
  "data:text/html,x",
  "chrome-extension://intranet.example",
  `https://intranet.example${"x".repeat(2_000)}`,
])("T23: %s may not", (origin) => {
  expect(checkOrigin(origin, ALLOWED)).toMatchObject({ code: "origin-not-allowed" });
});

test("T23: a page that may not send is told its origin, and where it would be named", () => {
  const told = (origin: string) => checkOrigin(origin, ALLOWED)?.detail;
  expect(told("http://localhost:5673")).toBe(
    'Add http://localhost:5673 to "origins" of the project (or key) in the collector\'s configuration.',
  );
  // Browsers write this for a file and for a sandboxed frame.
  expect(told("null")).toMatch(/^A page without an origin.*may not send/);
  // What is no origin of a page is not repeated.
  for (const text of ["*", "https://INTRANET.example", "data:text/html,x", `https://a.${"x".repeat(300)}`])
    expect(told(text)).toMatch(/^This is no origin/);
});
