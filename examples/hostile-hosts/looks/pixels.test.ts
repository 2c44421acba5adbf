import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { HostServer } from "../host-server.js";
import { tailwind } from "../tailwind.js";
import { ATTACKS } from "./attacks.js";
import { type Host, PLAIN } from "./host.js";
import { type Look, LOOKS, nameOf } from "./look.js";
import { Photographer } from "./photo.js";
import { differingPixels, type Picture } from "./png.js";
import { SYSTEMS } from "./systems.js";

/** Every look on every page: `npm run test:soak -- hosts`. */
const WHOLE = process.env["AFTERTASK_HOSTS_WHOLE"] === "1";
/** What every page is looked at in, every day: two ends of what there is. */
const EVERY_DAY: readonly [Look, Look] = [
  { layout: "corner", state: "rated", scheme: "light", direction: "ltr" },
  { layout: "corner", state: "asking", scheme: "dark", direction: "rtl" },
];

let browser: Browser;
let server: HostServer;
let plain: Photographer;
const expected = new Map<string, Picture>();
const seen = { pages: 0, pictures: 0, pixels: 0, differing: 0 };

beforeAll(async () => {
  browser = await launchChromium();
  server = await HostServer.start();
  server.add("/tailwind.css", { html: await tailwind(), headers: { "content-type": "text/css" } });
  plain = await Photographer.at(browser, server, PLAIN);
});
afterAll(async () => {
  console.log(
    `${seen.pictures} pictures of ${seen.pages} host pages, ${seen.pixels} pixels, ${seen.differing} of them differ`,
  );
  await browser?.close();
  await server?.stop();
});

async function expectedAs(look: Look): Promise<Picture> {
  const known = expected.get(nameOf(look));
  if (known) return known;
  const picture = await plain.take(look);
  expected.set(nameOf(look), picture);
  return picture;
}

/** How many pixels differ from those of a plain page, for each look in which some do. */
async function differences(host: Host, looks: readonly Look[], prepare?: () => void): Promise<Record<string, number>> {
  const photographer = await Photographer.at(browser, server, host, prepare);
  const differing: Record<string, number> = {};
  for (const look of looks) {
    const picture = await photographer.take(look);
    const count = differingPixels(await expectedAs(look), picture);
    if (count) differing[nameOf(look)] = count;
    seen.pictures++;
    seen.pixels += picture.width * picture.height;
    seen.differing += count;
  }
  await photographer.close();
  seen.pages++;
  return differing;
}

it.each([...SYSTEMS, ...ATTACKS].map((host) => [host.name, host] as const))(
  "looks the same in %s",
  async (_name, host) => {
    expect(await differences(host, WHOLE ? LOOKS : EVERY_DAY)).toEqual({});
  },
);

it("a sheet that lets the host in is noticed", async () => {
  const leak = () => {
    const { replaceSync } = CSSStyleSheet.prototype;
    CSSStyleSheet.prototype.replaceSync = function leaking(css) {
      replaceSync.call(this, css.replace("all:initial!important", ""));
    };
  };
  const host = ATTACKS.find(({ name }) => name === "the text of everything, as important") ?? PLAIN;
  const photographer = await Photographer.at(browser, server, { ...host, name: "a leak" }, leak);
  const [look] = EVERY_DAY;
  expect(differingPixels(await expectedAs(look), await photographer.take(look))).toBeGreaterThan(1_000);
  await photographer.close();
});
