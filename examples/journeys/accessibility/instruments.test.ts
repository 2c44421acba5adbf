import { type InstrumentId, INSTRUMENTS } from "@aftertask/schema/words";
import { beforeEach, expect, it } from "vitest";
import { cutOff, smallTargets } from "./checks/boxes.js";
import { paleThings } from "./checks/colours.js";
import { hiddenStops } from "./checks/hidden.js";
import { arrowsFail, manyStops } from "./checks/keys.js";
import { faintRings, unseenTicks } from "./checks/shapes.js";
import {
  badHeadings,
  badlyNamedScale,
  badRegion,
  brokenReferences,
  readsOtherwise,
  speakingPictures,
  unseenNames,
} from "./checks/words.js";
import { DIRECTIONS, LOOKS, type Direction, type Look, wear } from "./looks.js";
import { useSetting } from "./setting.js";
import { some, WHOLE } from "./size.js";
import { OF_EACH_INSTRUMENT, reach } from "./states.js";

// The other tests ask `outcome5`. Here the scale is another one: eleven numbers in a row are where things go wrong first.
const setting = useSetting();
beforeEach(() => setting().fresh());

const INSTRUMENT_IDS = Object.keys(INSTRUMENTS) as InstrumentId[];
const inEachLook = INSTRUMENT_IDS.flatMap((instrument) =>
  (Object.keys(LOOKS) as Look[]).map((look) => ({ instrument, look })),
).filter(({ instrument, look }) => WHOLE || (instrument === "nps11" && look === "forced colours"));
const WIDTHS = [320, 1280];
const inEachPlace = INSTRUMENT_IDS.flatMap((instrument) =>
  (Object.keys(DIRECTIONS) as Direction[]).flatMap((dir) => WIDTHS.map((width) => ({ instrument, dir, width }))),
).filter(({ instrument, width }) => WHOLE || (instrument === "nps11" && width === 320));

/** So high that nothing has to scroll under the buttons that stay in view. */
const HIGH = 1400;

async function enter(
  { instrument, dir, width }: (typeof inEachPlace)[number],
  state: (typeof OF_EACH_INSTRUMENT)[number],
) {
  await setting().page.setViewportSize({ width, height: HIGH });
  await wear(setting(), "light", dir);
  await reach(setting(), state, { instrument });
}

it.each(inEachPlace)(
  "A9: $instrument is a group of one stop that its question names, and arrow keys go round it ($dir, $width pixels)",
  async (place) => {
    await enter(place, "asking");
    expect(await badlyNamedScale(setting(), place.instrument)).toEqual([]);
    expect(await manyStops(setting())).toEqual([]);
    expect(await arrowsFail(setting(), place.dir === "rtl", { instrument: place.instrument })).toEqual([]);
  },
);

it.each(inEachPlace)(
  "A13: $instrument has targets that are large enough, in the order in which they are seen ($dir, $width pixels)",
  async (place) => {
    for (const state of some(OF_EACH_INSTRUMENT, 4)) {
      await enter(place, state);
      expect(await smallTargets(setting()), state).toEqual([]);
      expect(await cutOff(setting()), state).toEqual([]);
      const beneath = await setting().card.scale.locator("b + span:not(:empty)").allTextContents();
      expect(await readsOtherwise(setting(), place.dir, beneath), state).toEqual([]);
      expect(await badRegion(setting()), state).toEqual([]);
      expect(await badHeadings(setting()), state).toEqual([]);
      expect(await unseenNames(setting()), state).toEqual([]);
      expect(await brokenReferences(setting()), state).toEqual([]);
      expect(await speakingPictures(setting()), state).toEqual([]);
    }
  },
);

it.each(inEachPlace.filter(({ width }) => width === 320))(
  "A18: every stop of $instrument is seen in 320 × 256 pixels ($dir)",
  async (place) => {
    await enter(place, "rated");
    await setting().page.setViewportSize({ width: 320, height: 256 });
    expect(await cutOff(setting())).toEqual([]);
    await setting().page.focus("#second");
    expect(await hiddenStops(setting())).toEqual([]);
  },
);

it.each(inEachLook)(
  "A14: words, parts, marks and rings of $instrument stand out in $look",
  async ({ instrument, look }) => {
    await setting().page.setViewportSize({ width: 1280, height: HIGH });
    await wear(setting(), look);
    await reach(setting(), "filled", { instrument });
    expect(await paleThings(setting().page, { text: look === "more contrast" ? 7 : 4.5, part: 3 })).toEqual([]);
    expect(await unseenTicks(setting())).toEqual([]);
    await reach(setting(), "asking", { instrument });
    expect(await faintRings(setting())).toEqual([]);
  },
);
