import { expect, test } from "vitest";
import { createGroupCommit } from "./group-commit.js";

/** A time of gathering that ends when the test says so. */
function turns() {
  const callbacks: (() => void)[] = [];
  return {
    whenGathered: (callback: () => void) => void callbacks.push(callback),
    async end() {
      callbacks.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test("what gathers together is committed in one transaction, and each gets its own verdicts", async () => {
  const commits: string[][] = [];
  const turn = turns();
  const group = createGroupCommit({
    whenGathered: turn.whenGathered,
    commit: async (rows: readonly string[]) => {
      commits.push([...rows]);
      return rows.map((row) => row.toUpperCase());
    },
  });
  const answers = Promise.all([group.add(["a", "b"]), group.add([]), group.add(["c"])]);
  expect(group.waiting).toBe(3);
  await turn.end();
  expect(await answers).toEqual([["A", "B"], [], ["C"]]);
  expect(commits).toEqual([["a", "b", "c"]]);
  expect(group.waiting).toBe(0);
});

test("nothing is answered before the commit has ended", async () => {
  const turn = turns();
  let committed: (verdicts: string[]) => void = () => {};
  const group = createGroupCommit({
    whenGathered: turn.whenGathered,
    commit: () => new Promise<string[]>((resolve) => (committed = resolve)),
  });
  const events: string[] = [];
  const answer = group.add(["a"]).then(() => events.push("answered"));
  await turn.end();
  events.push("still committing");
  committed(["stored"]);
  await answer;
  expect(events).toEqual(["still committing", "answered"]);
});

test("a commit that fails is told to all who took part, and the next one is tried", async () => {
  const turn = turns();
  let broken = true;
  const group = createGroupCommit({
    whenGathered: turn.whenGathered,
    commit: async (rows: readonly string[]) => {
      if (broken) throw new Error("disk full");
      return rows;
    },
  });
  const first = Promise.allSettled([group.add(["a"]), group.add(["b"])]);
  await turn.end();
  expect((await first).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  broken = false;
  const second = group.add(["c"]);
  await turn.end();
  expect(await second).toEqual(["c"]);
});

test("what is too much for one transaction waits for the next one, whole envelopes at a time", async () => {
  const sizes: number[] = [];
  const turn = turns();
  const group = createGroupCommit({
    largest: 5,
    whenGathered: turn.whenGathered,
    commit: async (rows: readonly number[]) => {
      sizes.push(rows.length);
      return rows;
    },
  });
  const answers = Promise.all([group.add([1, 2, 3]), group.add([4, 5, 6]), group.add([1, 2, 3, 4, 5, 6, 7])]);
  const idle = group.idle();
  for (let count = 0; count < 3; count++) await turn.end();
  await idle;
  expect(sizes).toEqual([3, 3, 7]);
  expect((await answers).map((rows) => rows.length)).toEqual([3, 3, 7]);
});

test.each([
  ["at once, is no reason to send away whoever came meanwhile", 1_000, "fulfilled"],
  ["after a long wait, keeps nobody who came meanwhile waiting as long again", 1_001, "rejected"],
])("a commit that fails %s", async (_, milliseconds, end) => {
  const turn = turns();
  const clock = { now: 0 };
  let fail: (cause: Error) => void = () => {};
  const group = createGroupCommit({
    whenGathered: turn.whenGathered,
    ticks: () => clock.now,
    commit: (rows: readonly string[]) =>
      rows.includes("a") ? new Promise<string[]>((__, reject) => (fail = reject)) : Promise.resolve(rows),
  });
  const first = Promise.allSettled([group.add(["a"])]);
  await turn.end();
  const second = Promise.allSettled([group.add(["b", "c"])]);
  clock.now = milliseconds;
  fail(new Error("the server does not answer"));
  await first;
  await turn.end();
  expect(await second).toMatchObject([{ status: end }]);
  expect(group.waiting).toBe(0);
  await group.idle();
});

test("commits are under way beside each other where enough waits, as many as are allowed", async () => {
  const turn = turns();
  const open: (() => void)[] = [];
  const group = createGroupCommit({
    whenGathered: turn.whenGathered,
    commit: (rows: readonly string[]) => new Promise<readonly string[]>((resolve) => open.push(() => resolve(rows))),
    atOnce: 2,
  });
  const many = (name: string) => Array.from({ length: 24 }, () => name);
  const answers = [group.add(["a"])];
  await turn.end();
  expect(open).toHaveLength(1);
  // Not worth a commit of its own yet.
  answers.push(group.add(["b"]));
  await turn.end();
  expect(open).toHaveLength(1);
  answers.push(group.add(many("c")));
  await turn.end();
  expect(open).toHaveLength(2);
  answers.push(group.add(many("d")));
  await turn.end();
  expect(open).toHaveLength(2);
  // The second ends before the first, and lets the third begin.
  open[1]?.();
  await answers[1];
  await turn.end();
  expect(open).toHaveLength(3);
  let idle = false;
  void group.idle().then(() => (idle = true));
  open[2]?.();
  await answers[3];
  expect([idle, group.waiting]).toEqual([false, 1]);
  open[0]?.();
  expect((await Promise.all(answers)).flat()).toHaveLength(50);
  await group.idle();
  expect(group.waiting).toBe(0);
});
