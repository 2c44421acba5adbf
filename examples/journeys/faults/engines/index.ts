import { it } from "vitest";
import type { Engine } from "../engine.js";

/** The browser of this run: `AFTERTASK_BROWSER`, as `npm run test:faults -- --browser` sets it, else Chromium. */
export const BROWSER = process.env["AFTERTASK_BROWSER"] ?? "chromium";

/** A case that needs Chromium's own protocol: to freeze, crash or cache a page. Elsewhere it is counted as skipped. */
export const chromiumIt = it.skipIf(BROWSER !== "chromium");

/** A case in which the browser starts again on the same profile. WebKitGTK, when it is driven, keeps its data in memory. */
export const profileIt = it.skipIf(BROWSER === "webkit");

/** The engine of this run. What drives the others is loaded when it is asked for. */
export async function engineOfThisRun(): Promise<Engine> {
  switch (BROWSER) {
    case "chromium":
      return (await import("../chromium.js")).CHROMIUM;
    case "firefox":
      return (await import("./firefox.js")).FIREFOX;
    case "webkit":
      return (await import("./webkit.js")).WEBKIT;
    default:
      throw new Error(`AFTERTASK_BROWSER names "${BROWSER}": use chromium, firefox or webkit.`);
  }
}
