import { expect, test } from "vitest";
import { tabLock } from "./tab-lock.js";

test("while one page works, another one is told that the lock is not free, and does not wait for it", async () => {
  const one = tabLock(navigator.locks, "a");
  const two = tabLock(navigator.locks, "a");
  const free = async () => {
    let told: boolean | undefined;
    await two(async (isFree) => void (told = isFree));
    return told;
  };
  let release = () => {};
  const working = new Promise<void>((begun) => {
    void one(() => {
      begun();
      return new Promise((resolve) => (release = resolve));
    });
  });
  await working;
  expect(await free()).toBe(false);
  release();
  await expect.poll(free).toBe(true);
});

test("where there are no locks, everybody works", async () => {
  let told: boolean | undefined;
  await tabLock(undefined, "a")(async (free) => void (told = free));
  expect(told).toBe(true);
});

test.each<[string, () => unknown]>([
  [
    "throw",
    () => {
      throw new Error("patched");
    },
  ],
  ["give no promise", () => undefined],
  ["refuse", () => Promise.reject(new Error("sandboxed"))],
])("where locks %s, everybody works", async (_what, request) => {
  let told: boolean | undefined;
  await tabLock({ request } as never, "a")(async (free) => void (told = free));
  expect(told).toBe(true);
});
