import { beforeEach, expect, it } from "vitest";
import { DEFECTS, seed } from "./defects.js";
import { some } from "./size.js";
import { useSetting } from "./setting.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

it.each(some(Object.entries(DEFECTS), 3))("A43: %s is found", async (_name, defect) => {
  seed(setting(), defect);
  const faults = await defect.found(setting());
  const { page } = setting();
  expect(await page.evaluate(() => (globalThis as { seeded?: boolean }).seeded), "it was really there").toBe(true);
  expect(faults).not.toEqual([]);
});
