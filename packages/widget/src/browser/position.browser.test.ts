import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { soon } from "../../test/soon.js";
import { controlAt, standingCard } from "../../test/standing-card.js";
import { keepBeside } from "./position.js";

let letGo = () => {};
beforeEach(async () => {
  await page.viewport(1_000, 700);
  await userEvent.hover(controlAt({ left: "900px", top: "10px" }));
});
afterEach(() => {
  letGo();
  document.body.replaceChildren();
});

async function stand(anchor: Element, blockSize = "12em") {
  const { card, button } = standingCard("anchored", { blockSize });
  letGo = keepBeside(card, anchor);
  await soon(() => expect(card.dataset["side"]).toBeTruthy());
  const box = () => card.getBoundingClientRect();
  return { card, button, box, tip: card.querySelector(".tip") as HTMLElement };
}
const edges = (element: Element) => element.getBoundingClientRect();

it("stands below its anchor, and above where there is no room below", async () => {
  const anchor = controlAt({ left: "200px", top: "100px" });
  const { card, box } = await stand(anchor);
  expect(card.dataset["side"]).toBe("bottom");
  expect(box().top).toBe(edges(anchor).bottom + 8);
  anchor.style.top = "600px";
  dispatchEvent(new Event("resize"));
  await soon(() => expect(card.dataset["side"]).toBe("top"));
  expect(box().bottom).toBeCloseTo(edges(anchor).top - 8, 0);
});

it("stays in the window beside an anchor at its edge, with the tip towards the anchor", async () => {
  const anchor = controlAt({ right: "4px", top: "100px" });
  const { box, tip } = await stand(anchor);
  expect(box().right).toBeLessThanOrEqual(1_000 - 8);
  const point = (edges(tip).left + edges(tip).right) / 2;
  expect(point).toBeGreaterThan(edges(anchor).left);
  expect(point).toBeLessThan(edges(anchor).right);
});

it("is no larger than the room beside its anchor, and scrolls inside", async () => {
  await page.viewport(1_000, 400);
  const { card, box } = await stand(controlAt({ left: "200px", top: "60px" }), "60em");
  expect(box().bottom).toBeLessThanOrEqual(400 - 7);
  expect(card.querySelector(".body")?.scrollHeight).toBeGreaterThan(box().height);
});

it("follows an anchor in a box that scrolls no further than to the edge of the window", async () => {
  const scroller = document.createElement("div");
  scroller.style.cssText =
    "position: fixed; inset: 0 auto auto 0; inline-size: 500px; block-size: 300px; overflow: auto";
  scroller.innerHTML = "<div style='block-size: 3000px'></div>";
  document.body.append(scroller);
  const anchor = controlAt({ position: "absolute", left: "20px", top: "100px" }, scroller);
  scroller.style.transform = "translate(0)";
  const { box, tip } = await stand(anchor);
  const before = box().top;
  scroller.scrollTop = 50;
  await soon(() => expect(box().top).toBe(before - 50));
  scroller.scrollTop = 2_000;
  await soon(() => expect(box().top).toBe(8));
  expect(tip.hidden).toBe(true);
  expect(box().height).toBeGreaterThan(100);
  scroller.scrollTop = 0;
  await soon(() => expect(box().top).toBe(before));
  expect(tip.hidden).toBe(false);
});

it("keeps its side while it is used", async () => {
  const anchor = controlAt({ left: "200px", top: "100px" });
  const { card, button } = await stand(anchor);
  button.focus();
  const before = edges(card).top;
  anchor.style.top = "600px";
  dispatchEvent(new Event("resize"));
  await soon(() => expect(edges(card).top).not.toBe(before));
  expect(card.dataset["side"]).toBe("bottom");
  expect(edges(card).bottom).toBeLessThanOrEqual(700 - 7);
});

it("stands beside an anchor in a shadow root", async () => {
  const host = document.body.appendChild(document.createElement("div"));
  const anchor = controlAt({ left: "200px", top: "100px" }, host.attachShadow({ mode: "open" }));
  const { box } = await stand(anchor);
  expect(box().left).toBe(edges(anchor).left);
});

describe("goes to the corner and stays there when its anchor", () => {
  it.each([
    ["is removed", (anchor: HTMLElement) => anchor.remove(), undefined],
    ["is hidden", (anchor: HTMLElement) => (anchor.hidden = true), (anchor: HTMLElement) => (anchor.hidden = false)],
  ])("%s", async (_what, goes, returns) => {
    const anchor = controlAt({ left: "200px", top: "100px" });
    const { card, box } = await stand(anchor);
    card.classList.add("bottom", "end");
    goes(anchor);
    await soon(() => expect(card.matches(".corner:not(.anchored)")).toBe(true));
    await soon(() => expect(box().bottom).toBe(700 - 20));
    expect(box().right).toBe(1_000 - 20);
    returns?.(anchor);
    dispatchEvent(new Event("resize"));
    await new Promise((go) => setTimeout(go, 100));
    expect(box().right).toBe(1_000 - 20);
  });
});
