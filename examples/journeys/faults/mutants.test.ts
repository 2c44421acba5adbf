import { expect } from "vitest";
import { chromiumIt } from "./engines/index.js";
import { Harness } from "./harness.js";
import { MUTANTS } from "./mutants.js";
import { CLEAR } from "./proxy.js";
import { AWAY } from "./weather.js";

// What the cases are there to notice, each in the smallest story that shows it. `npm run test:soak -- mutants` plays the
// cases themselves against the same faults.

chromiumIt("a client that says stored before the disk has it is noticed when the browser is killed", async () => {
  const harness = await Harness.forTest(100, { mutant: MUTANTS["local-storage"] });
  harness.proxy.weather = AWAY;
  const tab = await harness.openTab();
  await Promise.all([0, 1, 2].map(() => harness.rate(tab)));
  await harness.killBrowser();
  await harness.launch();
  await harness.drain(await harness.openTab());
  await expect(harness.verify()).rejects.toThrow("promised, and lost");
});

chromiumIt("a client that forgets before it sends is noticed when the page ends", async () => {
  const harness = await Harness.forTest(101, { mutant: MUTANTS["delete-before-send"] });
  harness.proxy.weather = () => ({ kind: "hang" });
  const tab = await harness.openTab();
  await Promise.all([0, 1, 2].map(() => harness.rate(tab)));
  await expect.poll(() => harness.proxy.posts.length, { timeout: 10_000 }).toBeGreaterThan(0);
  await harness.closeTab(tab);
  await harness.drain(await harness.openTab());
  await expect(harness.verify()).rejects.toThrow("promised, and lost");
});

chromiumIt("a collector that acknowledges before its disk has it is noticed when it is killed", async () => {
  const harness = await Harness.forTest(102, { mutant: MUTANTS["acknowledge-first"] });
  const tab = await harness.openTab();
  await harness.rate(tab);
  await harness.drain(tab);
  await harness.killCollector();
  await harness.resumeCollector();
  await expect(harness.verify()).rejects.toThrow("promised, and lost");
});

chromiumIt("a collector without a unique key is noticed when an answer is lost", async () => {
  const harness = await Harness.forTest(103, { mutant: MUTANTS["no-unique-key"] });
  const tab = await harness.openTab();
  harness.proxy.weather = (_body, count) => (count < 2 ? { kind: "reset-after" } : CLEAR("", count));
  // One of those that belong to no task: for the others, the ledger would stand in.
  await harness.rate(tab, { id: "f0000000-0000-4000-8000-000000000001" });
  await harness.drain(tab);
  await expect(harness.verify()).rejects.toThrow("counted twice");
});
