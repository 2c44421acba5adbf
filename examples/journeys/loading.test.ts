import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { en, Prompt } from "./models/prompt.js";
import { RequestsPage } from "./models/requests-page.js";
import { useStage } from "./stage.js";

interface Manifest {
  loader: string;
  corner: string[];
  anchored: string[];
  durable: string[];
  afterTap: string[];
  manners: string[];
  languages: Record<string, string>;
}

const manifest = JSON.parse(
  await readFile(fileURLToPath(new URL("../../packages/widget/dist/script/manifest.json", import.meta.url)), "utf8"),
) as Manifest;

const stage = useStage("shared");

/** Opens the page with prefetch turned off, so that what is loaded is what was needed. */
async function open(lang: string) {
  const visited = await stage.visit();
  await visited.page.route(/intranet-page\/\?/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace("data-key", 'data-prefetch="off" data-key'),
    });
  });
  const requestsPage = new RequestsPage(
    visited.page,
    `${stage.collector.address}/examples/intranet-page/?lang=${lang}`,
  );
  await requestsPage.open();
  await visited.page.waitForLoadState("networkidle");
  const ours = () => visited.requests.map(({ path }) => path.slice(1)).filter((file) => /^[\w-]+\.js$/.test(file));
  return { ...visited, requestsPage, ours };
}

it("a page pays for the loader alone until it asks", async () => {
  const { ours } = await open("en");
  expect(ours()).toEqual([manifest.loader]);
});

/** What is in the browser's own outbox, read as the browser holds it. */
async function storedRatings(): Promise<number> {
  // To open what is not there yet would make it, empty and in the widget's way.
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === "aftertask")) return 0;
  return new Promise((settle, fail) => {
    const opening = indexedDB.open("aftertask");
    opening.addEventListener("error", () => fail(opening.error));
    opening.addEventListener("success", () => {
      const { result: database } = opening;
      const [store] = database.objectStoreNames;
      if (!store) return settle(0);
      const counting = database.transaction(store).objectStore(store).count();
      counting.addEventListener("success", () => {
        database.close();
        settle(counting.result);
      });
    });
  });
}

it.each([
  ["a corner", "BEN-1042", manifest.corner],
  ["an anchored", "FIL-0094", [...manifest.corner, ...manifest.anchored]],
])(
  "a tap on %s prompt is durable with the files whose bytes are measured, before what it reveals has arrived",
  async (_layout, task, visible) => {
    const { page, ours, requestsPage } = await open("en");
    const later = [...manifest.manners, ...manifest.afterTap];
    for (const file of later) await page.route(`**/${file}`, (route) => route.abort());
    await requestsPage.closing(task).click();
    await new Prompt(page, en).choose("Well");
    await expect.poll(() => page.evaluate(storedRatings)).toBe(1);
    const arrived = ours().filter((file) => !later.includes(file));
    expect(arrived.toSorted()).toEqual([manifest.loader, ...visible, ...manifest.durable].toSorted());
  },
);

it("what a tap reveals is one more file, and how a prompt behaves on its page another", async () => {
  const { page, ours, requestsPage } = await open("en");
  await requestsPage.closing("BEN-1042").click();
  const prompt = new Prompt(page, en);
  await prompt.choose("Well");
  // On the card: it is announced in the same words.
  await prompt.region.getByText("Saved. The rest is optional.").waitFor();
  const all = [manifest.loader, ...manifest.corner, ...manifest.durable, ...manifest.manners, ...manifest.afterTap];
  await expect.poll(() => ours().toSorted()).toEqual(all.toSorted());
});

it("one more language is one more file", async () => {
  const { page, ours } = await open("fr");
  await page.locator("[data-aftertask-ask='hr.benefits-paperwork']").click();
  await page.getByRole("radio", { name: "Bien", exact: true }).waitFor();
  expect(ours()).toContain(manifest.languages["fr"]);
  expect(ours()).not.toContain(manifest.languages["cs"]);
});

it("an idle page fetches the prompt ahead, from the script's own origin, and asks the endpoint nothing", async () => {
  const { page, requests } = await stage.visit();
  await page.goto(`${stage.collector.address}/examples/intranet-page/?lang=en`);
  await expect.poll(() => requests.map(({ path }) => path.slice(1))).toEqual(expect.arrayContaining(manifest.durable));
  expect(requests.filter(({ path }) => path.startsWith("/v1/"))).toEqual([]);
  const written = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("aftertask:")));
  expect(written).toEqual([]);
});

const README = fileURLToPath(new URL("../../packages/widget/README.md", import.meta.url));

async function oneLineStub(): Promise<string> {
  const [stub] = /^<script>window\.aftertask .*<\/script>$/m.exec(await readFile(README, "utf8")) ?? [];
  if (!stub) throw new Error("The documentation gives no one-line stub any more.");
  return stub;
}

it("calls that the one-line stub has kept are answered once the script has arrived", async () => {
  const stub = await oneLineStub();
  const { page } = await stage.visit();
  const body = `<!doctype html><title>Stub</title>${stub}<script async src="/aftertask.js" data-key="pk_intranet"></script>`;
  await page.route("**/stub.html", (route) => route.fulfill({ contentType: "text/html", body }));
  let letArrive = () => {};
  const allowed = new Promise<void>((allow) => {
    letArrive = allow;
  });
  await page.route("**/aftertask.js", (route) => allowed.then(() => route.continue()));
  await page.goto(`${stage.collector.address}/stub.html`, { waitUntil: "commit" });
  await page.waitForFunction(() => "aftertask" in globalThis);
  const early = page.evaluate(async () => {
    type Call = (...given: unknown[]) => Promise<unknown>;
    const { aftertask } = globalThis as unknown as { aftertask: Record<"ask" | "explain" | "on" | "pending", Call> };
    const heard = new Promise((hear) => void aftertask.on("not-asked", hear));
    const [touchpoint, asked] = ["hr.benefits-paperwork", { task: "BEN-1", own: true }];
    const calls = [aftertask.explain(touchpoint, asked), aftertask.ask(touchpoint, asked), aftertask.pending(), heard];
    document.title = "Asked";
    return Promise.all(calls);
  });
  await page.waitForFunction(() => document.title === "Asked");
  letArrive();
  const because = "own-task";
  expect(await early).toEqual([
    { ask: false, because },
    { outcome: "not-asked", because },
    0,
    { touchpoint: "hr.benefits-paperwork", task: "BEN-1", round: 1, because },
  ]);
});

it("the one-line stub takes the calls that there are, and is nothing to wait for", async () => {
  const { page } = await stage.visit();
  const namesWith = async (head: string) => {
    await page.route("**/stub.html", (route) => route.fulfill({ contentType: "text/html", body: head }));
    await page.goto(`${stage.collector.address}/stub.html`);
    // To await it, as an async function that returns it does, would call a method `then`.
    const names = page.evaluate(async () => {
      const { aftertask } = globalThis as unknown as { aftertask: Record<string, unknown> };
      const awaited = await aftertask;
      return Object.keys(awaited).filter((name) => typeof awaited[name] === "function");
    });
    return (await names).toSorted();
  };
  const early = await namesWith(`<!doctype html><title>Stub</title>${await oneLineStub()}`);
  expect(early).toEqual(
    await namesWith('<!doctype html><title>Script</title><script src="/aftertask.js" data-key="pk_intranet"></script>'),
  );
});

it("a call that was kept for a method that there is not is refused, and harms neither the others nor the page's clicks", async () => {
  const { page } = await stage.visit();
  const body = `<!doctype html><title>Stub</title>
    <button data-aftertask-ask="hr.benefits-paperwork" data-aftertask-task="BEN-1" data-aftertask-own>Close case</button>
    <script>
      window.aftertask = { q: [] };
      const keep = (method) => new Promise((settle) => aftertask.q.push([method, [], settle]));
      window.early = Promise.allSettled(["sumbit", "then", Symbol.toPrimitive, "pending"].map(keep));
    </script>
    <script src="/aftertask.js" data-key="pk_intranet"></script>`;
  await page.route("**/stub.html", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${stage.collector.address}/stub.html`);
  const because = page.evaluate(
    () =>
      new Promise((hear) => {
        addEventListener("aftertask-not-asked", ({ detail }: CustomEventInit) => hear(detail.because), { once: true });
        document.querySelector("button")?.click();
      }),
  );
  expect(await because).toBe("own-task");
  const settled = await page.evaluate(async () => {
    const { early } = globalThis as unknown as { early: Promise<PromiseSettledResult<unknown>[]> };
    return (await early).map(({ status }) => status);
  });
  expect(settled).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
});

it("in mode off nothing is fetched ahead: nobody will be asked", async () => {
  const { page, requests } = await stage.visit();
  await page.route(/intranet-page\/\?/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace("data-key", 'data-mode="off" data-key');
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${stage.collector.address}/examples/intranet-page/?lang=en`);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
  const ours = requests.map(({ path }) => path.slice(1)).filter((file) => /^[\w-]+\.js$/.test(file));
  expect(ours).toEqual([manifest.loader]);
});

it.each([
  ["a prompt in its own place", '<aftertask-prompt touchpoint="it.access-request" task="IT-1"></aftertask-prompt>'],
  [
    "one that asks when it is present",
    '<i data-aftertask-ask="it.access-request" data-aftertask-task="IT-1" data-aftertask-on="present"></i>',
  ],
])(
  "%s is asked for though the code did not come at first, and not with every change of the page",
  async (_what, markup) => {
    const { page, requests } = await stage.visit();
    await page.clock.install();
    let fails = true;
    await page.route(`**/${manifest.corner[0]}`, (route) => (fails ? route.abort() : route.continue()));
    await page.route("**/later.html", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><body>${markup}<script src="/aftertask.js" data-key="pk_intranet" data-prefetch="off"></script>`,
      }),
    );
    const tries = () => requests.filter(({ path }) => path.endsWith(manifest.corner[0] as string)).length;
    await page.goto(`${stage.collector.address}/later.html`);
    await expect.poll(tries).toBe(1);
    for (let change = 0; change < 5; change++)
      await page.evaluate(() => document.body.append(document.createElement("hr")));
    expect(tries()).toBe(1);
    fails = false;
    // Again and again: the wait begins when the page has seen the failure, which is after we have seen its request.
    await expect
      .poll(async () => {
        await page.clock.fastForward(31_000);
        return tries();
      })
      .toBe(2);
    await new Prompt(page, en).region.waitFor();
  },
);
