import { expect, test } from "vitest";
import { faultIn } from "./server.js";

const WELL = { version: 18, encoding: "UTF8", synchronous: "on", fsync: "on", pages: "on", standby: false };

test.each([
  ["as it comes", {}],
  ["that waits for its standby", { synchronous: "remote_apply" }],
  ["of the oldest version", { version: 13 }],
])("a server %s will do", (_, change) => {
  expect(faultIn({ ...WELL, ...change })).toBeUndefined();
});

test.each([
  ["too old", { version: 12 }, /PostgreSQL 12 is too old: use 13/],
  ["of another encoding", { encoding: "LATIN1" }, /LATIN1.*UTF8/],
  ["a standby", { standby: true }, /primary/],
  ["one that answers before the disk has it", { synchronous: "off" }, /synchronous_commit is off.*turn it on/],
  ["one that a power failure could destroy", { fsync: "off" }, /fsync/],
  ["one that a torn page could destroy", { pages: "off" }, /full_page_writes/],
])("%s will not, and the reason names the remedy", (_, change, reason) => {
  expect(faultIn({ ...WELL, ...change })).toMatch(reason);
});
