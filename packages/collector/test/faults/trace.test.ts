import { expect, test } from "vitest";
import { syncsBeforeAnswers } from "./trace.js";

const WRITE = '12 pwrite64(21</data/intake.db-wal>, "\\0\\0"..., 4096, 32) = 4096';
const SYNC = "12 fdatasync(21</data/intake.db-wal>) = 0";
const ANSWER = '12 writev(24<TCP:[1]>, [{iov_base="HTTP/1.1 200"..., iov_len=300}], 1) = 300';
const OTHERS = ["12 fdatasync(22</data/ratings.db-wal>) = 0", '12 write(2<pipe:[1]>, "{\\"level\\":..."..., 90) = 90'];

test("a sync counts from the last write on", () => {
  expect(syncsBeforeAnswers([WRITE, WRITE, SYNC, ANSWER, ...OTHERS, SYNC, WRITE, ANSWER])).toEqual([
    { written: 2, synced: 1 },
    { written: 1, synced: 0 },
  ]);
});

test("an answer before which nothing was written is seen", () => {
  expect(syncsBeforeAnswers([...OTHERS, ANSWER])).toEqual([{ written: 0, synced: 0 }]);
});
