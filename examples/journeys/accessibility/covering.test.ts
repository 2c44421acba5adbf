import { beforeEach, describe, expect, it } from "vitest";
import { coveredLinks } from "./checks/hidden.js";
import { some } from "./size.js";
import { type Layout, useSetting } from "./setting.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const LINKS = 60;
const links = `<ol>${Array.from({ length: LINKS }, (_, index) => `<li><a href="#field">Line ${index + 1} of the list</a></li>`).join("")}</ol>`;
const WIDE = "main li { display: inline-block; width: 32%; text-align: end; padding: 12px 0 }";

describe.each([
  [1280, 800],
  [768, 600],
  [320, 640],
])("A16: no link of the page that has the focus is covered, at %i × %i", (width, height) => {
  it.each(some<Layout>(["corner", "anchored"], 2))("%s", async (layout) => {
    await setting().page.setViewportSize({ width, height });
    setting().host.page = { main: links, css: WIDE };
    await setting().open();
    await setting().ask({ layout });
    expect(await coveredLinks(setting(), LINKS)).toEqual([]);
  });
});
