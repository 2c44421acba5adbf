import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright";
import { type Sheet, SHEETS, type Shot } from "./sheets.js";
import { Stage, type Visit } from "./stage.js";

const FOLDER = fileURLToPath(new URL("../../docs/looks/", import.meta.url));
/** Of the pictures: where text shows no traces yet. */
const QUALITY = 55;
/** Around a card, in pixels: its shadow, and some of the page. */
const MARGIN = 20;
/** Scenes that are played side by side. */
const AT_ONCE = 2;

type Format = "webp" | "png";
/** A picture, as an address. */
type Picture = string;

/** A scene, and the sheets that it stands on, with its place there. It is played once and taken in each look. */
interface Take {
  shot: Shot;
  on: { sheet: Sheet; at: number }[];
}

/**
 * Draws the sheets whose file name holds one of the words, or all of them, into docs/looks.
 * @param format `png` for tools that know no WebP
 * @returns the files
 */
export async function draw(words: readonly string[], format: Format = "webp"): Promise<string[]> {
  const sheets = SHEETS.filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)));
  const ordinary = await Stage.open();
  const large = await Stage.open({ fontSize: 32 });
  await mkdir(FOLDER, { recursive: true });
  try {
    const pictures = new Map<Sheet, Picture[]>(sheets.map((sheet) => [sheet, []]));
    const waiting = takesOf(sheets);
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        await play(next.shot.largeText ? large : ordinary, next, pictures);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const files: string[] = [];
    // One after the other: a sheet is large, and a busy machine would not get all of them done in time.
    for (const [sheet, taken] of pictures) {
      const file = join(FOLDER, `${sheet.file}.${format}`);
      await writeFile(file, await compose(ordinary, sheet, taken, format));
      files.push(file);
    }
    return files;
  } finally {
    await Promise.all([ordinary.close(), large.close()]);
  }
}

function takesOf(sheets: readonly Sheet[]): Take[] {
  const takes = new Map<string, Take>();
  for (const sheet of sheets)
    for (const [at, shot] of sheet.shots.entries()) {
      const name = JSON.stringify([shot.caption, shot.scene, shot.wish]);
      const take = takes.get(name) ?? { shot, on: [] };
      take.on.push({ sheet, at });
      takes.set(name, take);
    }
  return [...takes.values()];
}

async function play(stage: Stage, { shot, on }: Take, pictures: Map<Sheet, Picture[]>): Promise<void> {
  const visit = await stage.visit(shot.scene, shot.wish);
  try {
    await shot.reach?.(visit);
    for (const { sheet, at } of on) (pictures.get(sheet) ?? [])[at] = await photograph(visit, shot, sheet);
  } catch (error) {
    throw new Error(`"${shot.caption}" could not be drawn.`, { cause: error });
  } finally {
    await visit.context.close();
  }
}

async function photograph({ page, card }: Visit, { window }: Shot, { look }: Sheet): Promise<Picture> {
  await page.emulateMedia(look.media);
  const picture = await page.screenshot({ ...(window ? {} : { clip: await around(page, card) }), caret: "hide" });
  return `data:image/png;base64,${picture.toString("base64")}`;
}

/** The card and a little of the page, as far as the window shows it. */
async function around(page: Page, card: Visit["card"]) {
  const box = (await card.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  const [x, y] = [Math.max(0, box.x - MARGIN), Math.max(0, box.y - MARGIN)];
  const right = Math.min(size.width, box.x + box.width + MARGIN);
  const bottom = Math.min(size.height, box.y + box.height + MARGIN);
  return { x, y, width: right - x, height: bottom - y };
}

async function compose(stage: Stage, sheet: Sheet, pictures: Picture[], format: Format): Promise<Buffer> {
  const page = await stage.browser.newPage();
  await page.emulateMedia({ colorScheme: sheet.look.media.colorScheme });
  await page.setContent(`<!doctype html><style>
    :root { color-scheme: light dark; background: light-dark(#eceef1, #0f1113); color: light-dark(#3a4047, #b9bec4) }
    body { margin: 0; padding: 1.25em 1.5em; display: inline-flex; gap: 0.75em; align-items: flex-start }
    div { display: grid; gap: 0.75em }
    figure { margin: 0 }
    img { display: block }
    figcaption { padding: 0.25em 1.5em 0; font: 0.8125em/1.3 "Noto Sans", "DejaVu Sans", sans-serif }
    </style>${inColumns(sheet, pictures)}`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const body = (await page.locator("body").boundingBox()) ?? { width: 1, height: 1 };
  await page.setViewportSize({ width: Math.ceil(body.width), height: Math.ceil(body.height) });
  // Playwright knows no WebP; the browser does.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format,
    ...(format === "webp" ? { quality: QUALITY } : {}),
  });
  await page.close();
  return Buffer.from(data, "base64");
}

/** One after the other into the column that is the shortest by count: read from left to right. */
function inColumns({ shots, columns }: Sheet, pictures: Picture[]): string {
  const figures = shots.map(
    ({ caption }, at) => `<figure><figcaption>${caption}</figcaption><img src="${pictures[at]}"></figure>`,
  );
  return Array.from(
    { length: columns },
    (_, column) => `<div>${figures.filter((_figure, at) => at % columns === column).join("")}</div>`,
  ).join("");
}
