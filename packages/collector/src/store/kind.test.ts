import { expect, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import { claim, kindIn } from "./kind.js";

const [DEMO, REAL] = ["demonstration", "configured"] as const;

test.each([
  [DEMO, REAL],
  [REAL, DEMO],
])("an empty place becomes the first one's, and stays it: %s before %s", async (first, second) => {
  const place = await freshPlace();
  for (const kind of [first, second, first]) {
    const { keys, close } = await place.open();
    expect(await claim(keys, kind)).toBe(first);
    await close();
  }
});

test("of two that come at the same time one gets the place, and both are told which", async () => {
  const { keys, close } = await (await freshPlace()).open();
  const [one, other] = await Promise.all([claim(keys, DEMO), claim(keys, REAL)]);
  expect(one).toBe(other);
  await close();
});

test("a place that holds something without a mark is a configured one", async () => {
  const { keys, close } = await (await freshPlace()).open();
  expect(kindIn(await keys.all())).toBeUndefined();
  await keys.secret("pk_intranet", "ledger");
  expect(await claim(keys, DEMO)).toBe(REAL);
  expect(await claim(keys, REAL)).toBe(REAL);
  await close();
});
