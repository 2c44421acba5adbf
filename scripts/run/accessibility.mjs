// @ts-check
/** @typedef {import("./steps.mjs").Step} Step */

const ROOM = "examples/journeys/accessibility";

/** @type {Step} */
export const ACCESSIBILITY = { name: "accessibility", vitest: ["--config", `${ROOM}/vitest.config.ts`] };

/**
 * What a person does most, in another browser.
 * @param {import("../ensure-browsers.mjs").BrowserName} browser
 * @returns {Step}
 */
export function accessibilityIn(browser) {
  const vitest = ["--config", `${ROOM}/engines/vitest.config.ts`];
  return { name: `accessibility in ${browser}`, browser, env: { AFTERTASK_BROWSER: browser }, vitest };
}
