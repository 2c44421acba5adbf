import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { HostServer } from "../host-server.js";
import { record, WHOLE } from "../record.js";
import { tailwind } from "../tailwind.js";
import { ATTACKS } from "./attacks.js";
import { type Host, PLAIN } from "./host.js";
import { type Look, LOOKS, nameOf } from "./look.js";
import { Photographer } from "./photo.js";
import { differingPixels, type Picture } from "./png.js";
import { SYSTEMS } from "./systems.js";

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
async function differences(host: Host, looks: readonly Look[]): Promise<Record<string, number>> {
  const photographer = await Photographer.at(browser, server, host);
  const differing: Record<string, number> = {};
  const row = {
    kind: "looks",
    host: host.name,
    browser: `Chromium ${browser.version()}`,
    looks: looks.length,
    pixels: 0,
    differing: 0,
  };
  for (const look of looks) {
    const picture = await photographer.take(look);
    const count = differingPixels(await expectedAs(look), picture);
    if (count) differing[nameOf(look)] = count;
    row.pixels += picture.width * picture.height;
    row.differing += count;
  }
  await photographer.close();
  record(row);
  seen.pages++;
  seen.pictures += looks.length;
  seen.pixels += row.pixels;
  seen.differing += row.differing;
  return differing;
}

it.each([...SYSTEMS, ...ATTACKS].map((host) => [host.name, host] as const))(
  "looks the same in %s",
  async (_name, host) => {
    expect(await differences(host, WHOLE ? LOOKS : EVERY_DAY)).toEqual({});
  },
);

/** The one kind of page that does: old documents have another idea of the height of a line. */
const QUIRKS: Host = { name: "quirks mode", head: "", doctype: "" };
/** How far its lines may lie from where they should, in pixels. docs/hosts.md says so. */
const QUIRKS_MOST = 8;

it("in quirks mode it is not the same, by so little that no line leaves its place", async () => {
  const looks = WHOLE ? LOOKS : EVERY_DAY;
  const photographer = await Photographer.at(browser, server, QUIRKS);
  let furthest = 0;
  let differing = 0;
  for (const look of looks) {
    const [right, here] = [await plain.measure(look), await photographer.measure(look)];
    expect(here.length).toBe(right.length);
    for (const [at, { top }] of here.entries()) furthest = Math.max(furthest, Math.abs(top - (right[at]?.top ?? 0)));
    differing += differingPixels(await expectedAs(look), await photographer.take(look));
  }
  await photographer.close();
  record({ kind: "quirks", looks: looks.length, furthest: Math.ceil(furthest), differing });
  expect(differing, "else docs/hosts.md is wrong").toBeGreaterThan(0);
  expect(furthest).toBeLessThanOrEqual(QUIRKS_MOST);
});

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
