import { expect, test } from "vitest";
import { carefulClockByHand, createCarefulClock } from "./clock.js";
import { DAY } from "./day.js";

const START = Date.UTC(2026, 10, 21, 9, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A machine whose clock can be put wrong, beside a database whose clock can. */
function machine({ server = false } = {}) {
  const state = { ticks: 5_000, ahead: 0, serverAhead: 0 };
  const warnings: string[] = [];
  const truth = () => START + state.ticks - 5_000;
  const clock = createCarefulClock({
    now: () => truth() + state.ahead,
    ticks: () => state.ticks,
    stores: { time: async () => (server ? truth() + state.serverAhead : undefined) },
    log: { warn: (fields: unknown, message?: string) => void warnings.push(`${JSON.stringify(fields)} ${message}`) },
  });
  /** By how much what it says differs from the truth. */
  const off = async () => (await clock()) - truth();
  /** Looks each minute, as the mix does. */
  const pass = async (milliseconds: number) => {
    for (const end = state.ticks + milliseconds; state.ticks < end; await clock()) state.ticks += MINUTE;
  };
  return { state, warnings, off, pass };
}

test("a clock that runs is followed", async () => {
  const { off, pass, warnings } = machine();
  await pass(3 * HOUR);
  expect(await off()).toBe(0);
  expect(warnings).toEqual([]);
});

test("a clock that is put right by some minutes is followed at once", async () => {
  const { state, off, warnings } = machine();
  state.ahead = 9 * MINUTE;
  expect(await off()).toBe(9 * MINUTE);
  state.ahead = -MINUTE;
  expect(await off()).toBe(-MINUTE);
  expect(warnings).toEqual([]);
});

test.each([8 * DAY, -8 * DAY])("a clock that jumps by %i ms is followed when it has held for an hour", async (jump) => {
  const { state, off, pass, warnings } = machine();
  state.ahead = jump;
  expect(await off()).toBe(0);
  await pass(HOUR - MINUTE);
  expect(await off()).toBe(0);
  await pass(MINUTE);
  expect(await off()).toBe(jump);
  expect(warnings).toEqual([expect.stringContaining(`{"seconds":${jump / 1_000}} the clock has jumped`)]);
});

test("a clock that is put right within the hour has never been believed", async () => {
  const { state, off, pass } = machine();
  state.ahead = 3_653 * DAY;
  await pass(59 * MINUTE);
  state.ahead = 0;
  expect(await off()).toBe(0);
  await pass(2 * HOUR);
  expect(await off()).toBe(0);
});

test("a clock that goes on jumping begins its hour again", async () => {
  const { state, off, pass } = machine();
  for (let jump = 1; jump <= 4; jump++) {
    state.ahead = jump * DAY;
    await pass(40 * MINUTE);
    expect(await off()).toBe(0);
  }
});

test("of a clock and the database's the earlier one counts, and that they differ is told once", async () => {
  const { state, off, pass, warnings } = machine({ server: true });
  state.serverAhead = 8 * DAY;
  expect(await off()).toBe(0);
  state.serverAhead = -8 * DAY;
  expect(await off()).toBe(-8 * DAY);
  await pass(HOUR);
  expect(warnings).toHaveLength(1);
  state.serverAhead = 0;
  expect(await off()).toBe(0);
});

test("a clock that stays wrong closes nothing before the database's does", async () => {
  const { state, off, pass } = machine({ server: true });
  state.ahead = 8 * DAY;
  await pass(5 * HOUR);
  expect(await off()).toBe(0);
});

test("a command goes by the earlier one, too", async () => {
  const ahead = carefulClockByHand({ time: async () => Date.now() + DAY });
  expect(Math.abs((await ahead()) - Date.now())).toBeLessThan(MINUTE);
  expect(await carefulClockByHand({ time: async () => START })()).toBe(START);
  expect(Math.abs((await carefulClockByHand({ time: async () => undefined })()) - Date.now())).toBeLessThan(MINUTE);
});
