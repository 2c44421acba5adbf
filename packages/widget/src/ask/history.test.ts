import { expect, it } from "vitest";
import {
  afterDismissed,
  afterOptOut,
  afterRated,
  afterShown,
  EMPTY_HISTORY,
  formatHistory,
  parseHistory,
} from "./history.js";

const NOW = Date.UTC(2026, 10, 20, 10, 30);

it("survives being stored and read back", () => {
  let history = afterShown(EMPTY_HISTORY, "it.access-request", NOW);
  history = afterDismissed(history, NOW);
  history = afterOptOut(history);
  expect(parseHistory(formatHistory(afterRated(history, "t1")))).toEqual(afterRated(history, "t1"));
  expect(parseHistory(formatHistory(EMPTY_HISTORY))).toEqual(EMPTY_HISTORY);
});

it("keeps days, not times", () => {
  const history = afterDismissed(afterShown(EMPTY_HISTORY, "it.access-request", NOW), NOW);
  expect(history.shown).toEqual([{ touchpoint: "it.access-request", day: 20_777 }]);
  expect(history.dismissed.day).toBe(20_777);
});

it("forgets the dismissals in a row once somebody answers", () => {
  const history = afterRated(afterDismissed(afterDismissed(EMPTY_HISTORY, NOW), NOW), "t1");
  expect(history.dismissed.inARow).toBe(0);
  expect(history.rated).toEqual(["t1"]);
});

it("knows the same task once, and no more than the latest 200", () => {
  let history = EMPTY_HISTORY;
  for (let task = 0; task < 205; task++) history = afterRated(history, `t${task}`);
  history = afterRated(history, "t204");
  expect(history.rated).toHaveLength(200);
  expect(history.rated.at(-1)).toBe("t204");
  expect(history.rated).not.toContain("t4");
});

it.each(["", "no history", "null", "0|x|y||", "0|1|2||it.access@never", "{}", '{"v":2}', "10|0|0||"])(
  "reads %j as nothing met",
  (text) => {
    expect(parseHistory(text)).toEqual(EMPTY_HISTORY);
  },
);

it("reads a zero with a sign as it will be read again", () => {
  const met = parseHistory("0|-0|-0||it.access@-0");
  expect(parseHistory(formatHistory(met))).toEqual(met);
});

it.each(["1", "1|x|y||", "1|0|0|t1|it.access@never"])("reads the wish to be left in peace out of %j", (text) => {
  expect(parseHistory(text)).toEqual({ ...EMPTY_HISTORY, optedOut: true });
});
