import { expect, it } from "vitest";
import { endsTorn } from "./leveldb-log.js";

const record = (length: number) => {
  const bytes = Buffer.alloc(7 + length, 1);
  bytes.writeUInt16LE(length, 4);
  return bytes;
};
/** One that fills its block but for what is too small for another header. */
const FULL = Buffer.concat([record(32_768 - 7 - 5), Buffer.alloc(5)]);
const WHOLE = Buffer.concat([FULL, record(300), record(0), record(40)]);

it("a log of whole records does not end torn, however long it is", () => {
  expect([Buffer.alloc(0), record(12), FULL, WHOLE].map(endsTorn)).toEqual([false, false, false, false]);
});

it.each([
  ["in a header", 3],
  ["between header and content", 7],
  ["in the content", 20],
])("a log that was cut off %s does", (_where, bytes) => {
  expect(endsTorn(Buffer.concat([WHOLE, record(100).subarray(0, bytes)]))).toBe(true);
});
