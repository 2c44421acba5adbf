import { expect, test } from "vitest";
import { tabLock } from "./tab-lock.js";

test("while one page works, another does not, and is told at once", async () => {
  const one = tabLock(navigator.locks, "a");
  const two = tabLock(navigator.locks, "a");
  let release = () => {};
  const working = new Promise<void>((begun) => {
    void one(() => {
      begun();
      return new Promise((resolve) => (release = resolve));
    });
  });
  await working;
  let worked = false;
  const work = async () => {
    worked = true;
  };
  expect(await two(work)).toBe(false);
  expect(worked).toBe(false);
  release();
  await expect.poll(() => two(work)).toBe(true);
  expect(worked).toBe(true);
});

test("where there are no locks, everybody works", async () => {
  expect(await tabLock(undefined, "a")(async () => {})).toBe(true);
});
