import { beforeEach, describe, expect, it } from "vitest";
import { accents } from "./accents.js";
import { smallTargets } from "./checks/boxes.js";
import { paleThings } from "./checks/colours.js";
import { faintRings, unseenTicks } from "./checks/shapes.js";
import { moving } from "./checks/time.js";
import { LOOKS, type Look, wear } from "./looks.js";
import { some } from "./size.js";
import { type Layout, useSetting } from "./setting.js";
import { reach, STATES, type State } from "./states.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const looks = Object.keys(LOOKS) as Look[];

it.each([320, 1280])("A13: targets are large enough in a window of %i pixels", async (width) => {
  for (const state of ["asking", "rated", "thanked"] as const) {
    await setting().page.setViewportSize({ width, height: 800 });
    await reach(setting(), state);
    expect(await smallTargets(setting()), state).toEqual([]);
  }
});

describe.each(looks)("A14: words and parts stand out in %s", (look) => {
  it.each(some<State>(["commenting", "asking", "refused", "rated", "kept", "failed"], 2))("%s", async (state) => {
    await wear(setting(), look);
    await reach(setting(), state);
    const { page, card } = setting();
    if (state === "commenting") await card.reasons.first().check();
    expect(await paleThings(page, { text: look === "more contrast" ? 7 : 4.5, part: 3 })).toEqual([]);
  });
});

describe("A14: so they do with an accent of any colour", () => {
  const WITH_ACCENT = ["light", "dark", "more contrast"] as const;
  it.each(WITH_ACCENT)("in %s", async (look) => {
    const { page, host, card } = setting();
    await wear(setting(), look);
    // As a page says it; the colours that follow are put in the same place, without another prompt for each.
    host.page = { ...host.page, css: ":root { --aftertask-accent: teal }" };
    await reach(setting(), "rated");
    await card.reasons.first().check();
    await card.element.locator(".accent").waitFor();
    const paint = (colour: string) =>
      card.element.locator(".accent").evaluate((body, given) => body.style.setProperty("--at-accent", given), colour);
    const seen = new Set<string>();
    const pale: string[] = [];
    for (const accent of some(accents(200), WITH_ACCENT.length)) {
      await paint(accent);
      seen.add(await card.send.evaluate((button) => getComputedStyle(button).backgroundColor));
      const faults = await paleThings(page, { text: look === "more contrast" ? 7 : 4.5, part: 3 });
      pale.push(...faults.map((fault) => `${accent}: ${fault}`));
    }
    expect(seen.size, "the accents were really worn").toBeGreaterThan(50);
    expect(pale).toEqual([]);
  });
});

it.each(looks)("A15: the focus ring is seen at every stop in %s", async (look) => {
  for (const state of some(["rated", "asking"] as const, 2)) {
    await wear(setting(), look);
    await reach(setting(), state);
    expect(await faintRings(setting()), state).toEqual([]);
  }
});

describe("A21: with forced colours", () => {
  it("every control has an edge", async () => {
    await wear(setting(), "forced colours");
    await reach(setting(), "rated");
    const edges = await setting().card.element.evaluate((card) =>
      [card, ...card.querySelectorAll(".scale, button, textarea, select, .box")].map((element) => {
        const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element);
        return [element.className || element.localName, borderTopWidth !== "0px" && borderTopColor !== backgroundColor];
      }),
    );
    expect(edges.length).toBeGreaterThan(8);
    expect(edges.filter(([, seen]) => !seen)).toEqual([]);
  });

  it("a list to choose from shows its arrow", async () => {
    await wear(setting(), "forced colours");
    await reach(setting(), "rated");
    const { page, card } = setting();
    const picture = () => card.lostTime.screenshot({ animations: "disabled" });
    const withArrow = await picture();
    await card.lostTime.evaluate((list) => (list.style.backgroundImage = "none"));
    expect(withArrow.equals(await picture())).toBe(false);
    expect(await paleThings(page, { text: 4.5, part: 3 })).toEqual([]);
  });

  it("a mark is seen", async () => {
    await wear(setting(), "forced colours");
    await reach(setting(), "rated");
    expect(await unseenTicks(setting())).toEqual([]);
  });
});

it.each(some(["light", "dark"] as const, 2))(
  "A22: without any colour a mark is seen all the same, in %s",
  async (look) => {
    await wear(setting(), look);
    await reach(setting(), "rated");
    const { cdp } = setting();
    await cdp.send("Emulation.setEmulatedVisionDeficiency", { type: "achromatopsia" });
    try {
      expect(await unseenTicks(setting())).toEqual([]);
    } finally {
      await cdp.send("Emulation.setEmulatedVisionDeficiency", { type: "none" });
    }
  },
);

it.each<Layout>(["corner", "anchored"])(
  "A23: with reduced motion nothing moves when it appears (%s)",
  async (layout) => {
    await setting().page.emulateMedia({ reducedMotion: "reduce" });
    await setting().open();
    await setting().ask({ layout });
    expect(await moving(setting())).toEqual([]);
  },
);

it("A23: with reduced motion nothing moves in any state", async () => {
  await setting().page.emulateMedia({ reducedMotion: "reduce" });
  for (const state of STATES) {
    await reach(setting(), state);
    expect(await moving(setting()), state).toEqual([]);
  }
});
