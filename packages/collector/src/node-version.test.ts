import { expect, test } from "vitest";
import { isTooOld } from "./node-version.js";

test.each(["18.20.4", "20.19.9", "0.12.0"])("Node %s is too old", (version) => expect(isTooOld(version)).toBe(true));
test.each(["20.20.0", "20.20.2", "21.0.0", "24.1.0"])("Node %s will do", (version) =>
  expect(isTooOld(version)).toBe(false),
);
