import { type InstrumentId, INSTRUMENTS } from "@aftertask/schema/words";
import { describe, expect, it } from "vitest";
import { runAxe } from "./axe.js";
import { DIRECTIONS, LOOKS, type Direction, type Look, wear } from "./looks.js";
import { useSetting } from "./setting.js";
import { some } from "./size.js";
import { OF_EACH_INSTRUMENT, reach, STATES } from "./states.js";

const setting = useSetting();

/** What axe cannot decide by itself, and why it is right. A new one fails. */
const EXPLAINED: readonly [RegExp, string][] = [
  [
    /^color-contrast \(bgGradient\): select$/,
    "the arrow at the end of the field is drawn as a gradient, and no words reach it; A14 holds them against the field",
  ],
  [
    /^color-contrast \(bgOverlap\): span\[data-words="Not at all likely"\] > i$/,
    "the words at an end of eleven numbers reach under their neighbours, which have no ground of their own there; A14 holds them against the scale's",
  ],
];
const needed = new Set<RegExp>();

const runs = Object.keys(DIRECTIONS).flatMap((direction) =>
  Object.keys(LOOKS).map((look) => [look, direction] as [Look, Direction]),
);

async function expectNothing(direction: Direction): Promise<void> {
  const { page, card } = setting();
  expect(await card.element.evaluate((element) => getComputedStyle(element).direction)).toBe(direction);
  const { violations, incomplete, passes } = await runAxe(page);
  expect(violations).toEqual([]);
  const unexplained = incomplete.filter((found) => {
    const explained = EXPLAINED.find(([pattern]) => pattern.test(found));
    if (explained) needed.add(explained[0]);
    return !explained;
  });
  expect(unexplained).toEqual([]);
  expect(passes).toBeGreaterThan(20);
}

describe.each(runs)("axe finds nothing in %s, %s", (look, direction) => {
  it.each(STATES)("%s", async (state) => {
    await setting().fresh();
    await wear(setting(), look, direction);
    await reach(setting(), state);
    await expectNothing(direction);
  });
});

const ofEach = (Object.keys(INSTRUMENTS) as InstrumentId[]).flatMap((instrument) =>
  OF_EACH_INSTRUMENT.flatMap((state) => runs.map(([look, direction]) => ({ instrument, state, look, direction }))),
);

// Every day a few that are as unlike each other as can be: each instrument, each look, each direction.
it.each(some(ofEach, 43))(
  "axe finds nothing in $instrument, $state, $look, $direction",
  async ({ instrument, state, look, direction }) => {
    await setting().fresh();
    // So high that nothing has to scroll under the buttons that stay in view: of what lies there axe says nothing.
    await setting().page.setViewportSize({ width: 1280, height: 1400 });
    await wear(setting(), look, direction);
    await reach(setting(), state, { instrument });
    expect(await setting().card.element.locator(`.tray.${instrument}`).count()).toBe(1);
    await expectNothing(direction);
  },
);

it("every explanation is still needed", () => {
  expect(EXPLAINED.filter(([pattern]) => !needed.has(pattern)).map(([, why]) => why)).toEqual([]);
});
