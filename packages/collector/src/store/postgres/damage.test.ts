import { expect, test } from "vitest";
import { isDamage } from "./database.js";

test.each([
  ["data_corrupted", "XX001", true],
  ["index_corrupted", "XX002", true],
  ["undefined_file", "58P01", true],
  ["connection_failure", "08006", false],
  ["too_many_connections", "53300", false],
  ["admin_shutdown", "57P01", false],
  ["query_canceled", "57014", false],
  ["a connection that is refused", "ECONNREFUSED", false],
  ["a connection that has ended", "EPIPE", false],
  ["no connection in time", undefined, false],
])("%s (%s) says of a table that it is damaged: %j", (_, code, expected) => {
  expect(isDamage(Object.assign(new Error("no"), code && { code }))).toBe(expected);
});
