import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const BUILT = new URL("../../../packages/widget/dist/script/", import.meta.url);

it("T21: no script that is published listens to messages of other windows, or has a name for doing so", async () => {
  const scripts = (await readdir(BUILT)).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(20);
  for (const name of scripts) {
    const code = await readFile(new URL(name, BUILT), "utf8");
    expect([name, code.match(/onmessage|["'`]message["'`]|postMessage/g)]).toEqual([name, null]);
  }
});
