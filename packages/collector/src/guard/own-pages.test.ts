import { expect, test } from "vitest";
import { checkOwnPage } from "./own-pages.js";

const from = (site: string | undefined) =>
  checkOwnPage(
    new Request("http://127.0.0.1/v1/report", { headers: site === undefined ? {} : { "Sec-Fetch-Site": site } }),
  );

test.each([undefined, "same-origin", "none"])(
  "T15: a program, or a page of the collector's own, may ask: %s",
  (site) => {
    expect(from(site)).toBeUndefined();
  },
);

test.each(["cross-site", "same-site", "", "SAME-ORIGIN", "same-origin, cross-site"])(
  "T15: a page of another origin may not, whatever it calls itself: %j",
  (site) => {
    expect(from(site)).toMatchObject({ code: "other-origin" });
  },
);
