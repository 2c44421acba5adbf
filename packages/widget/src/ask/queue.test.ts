import { expect, it } from "vitest";
import { createQueue, QUEUE_LENGTH } from "./queue.js";

const stays = { giveWay: () => false };

it("lets one in at a time, in the order in which they came", async () => {
  const queue = createQueue();
  const events: string[] = [];
  const enter = async (name: string) => {
    const leave = await queue.enter(stays);
    events.push(`${name} in`);
    return leave;
  };
  const first = enter("first");
  const second = enter("second");
  const third = enter("third");
  const leaveFirst = await first;
  expect(events).toEqual(["first in"]);
  leaveFirst?.();
  const leaveSecond = await second;
  expect(events).toEqual(["first in", "second in"]);
  leaveSecond?.();
  await third;
  expect(events).toEqual(["first in", "second in", "third in"]);
});

it("is full when as many stand in line as may, and not any more when one of them withdraws", async () => {
  const queue = createQueue();
  await queue.enter(stays);
  const signal = { aborted: false };
  for (let place = 0; place < QUEUE_LENGTH; place++) {
    expect(queue.full).toBe(false);
    void queue.enter(stays, signal);
  }
  expect(queue.full).toBe(true);
  signal.aborted = true;
  expect(queue.full).toBe(false);
});

it("asks whoever has the screen to give way", async () => {
  const queue = createQueue();
  let leave: (() => void) | undefined;
  const turn = { giveWay: () => (leave?.(), true) };
  leave = await queue.enter(turn);
  expect(await queue.enter(stays)).toBeTypeOf("function");
});

it("lets a withdrawn ask out of the line, and its place be taken", async () => {
  const queue = createQueue();
  const leave = await queue.enter(stays);
  const signal = { aborted: false };
  const withdrawn = queue.enter(stays, signal);
  const next = queue.enter(stays);
  signal.aborted = true;
  queue.prune();
  expect(await withdrawn).toBeUndefined();
  leave?.();
  expect(await next).toBeTypeOf("function");
});

it("ends a turn once, however often it is left", async () => {
  const queue = createQueue();
  const leave = await queue.enter(stays);
  const second = queue.enter(stays);
  leave?.();
  leave?.();
  await second;
  let third = false;
  void queue.enter(stays).then(() => (third = true));
  leave?.();
  await Promise.resolve();
  expect(third).toBe(false);
});
