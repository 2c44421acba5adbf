import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { soon } from "../../test/soon.js";
import { controlAt, standingCard } from "../../test/standing-card.js";
import { overlap } from "../ask/room.js";
import { giveWay, type WayGiven } from "./give-way.js";

const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));

let way: WayGiven | undefined;
let away: HTMLButtonElement;
beforeEach(async () => {
  await page.viewport(1_280, 800);
  away = controlAt({ left: "600px", top: "380px" });
  await userEvent.hover(away);
  // After a key the browser shows where the focus is, after a click it does not.
  await userEvent.keyboard("{Shift}");
});
afterEach(() => {
  way?.stop();
  document.body.replaceChildren();
});

function stand(look = "corner bottom end", options = {}) {
  const standing = standingCard(look, options);
  way = giveWay(standing.card);
  return standing;
}
const isCovered = (control: Element, card: Element) => {
  const box = control.getBoundingClientRect();
  const on = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return on !== control || overlap(card.getBoundingClientRect(), box);
};

describe("in a corner", () => {
  it("goes to another one when it would hide the control that the keyboard has reached, and stays there", () => {
    const { card } = stand();
    const control = controlAt({ right: "60px", bottom: "60px" });
    expect(isCovered(control, card)).toBe(true);
    control.focus();
    expect(isCovered(control, card)).toBe(false);
    const where = card.className;
    away.focus();
    expect(card.className).toBe(where);
    expect(document.activeElement).toBe(away);
  });

  it("makes room for a control that was reached before the card came, or that is scrolled under it", async () => {
    const scroller = document.createElement("div");
    scroller.style.cssText = "position: fixed; inset: 0; overflow: auto";
    scroller.innerHTML = "<div style='block-size: 3000px'></div>";
    document.body.append(scroller);
    const control = controlAt({ position: "absolute", right: "60px", top: "1200px" }, scroller);
    control.focus({ preventScroll: true });
    const { card } = stand();
    expect(card.matches(".bottom.end")).toBe(true);
    scroller.scrollTop = 500;
    await soon(() => expect(card.matches(".bottom.end")).toBe(false));
    expect(isCovered(control, card)).toBe(false);
  });

  it("takes no notice of a control that was clicked: whoever did so knows where it is", async () => {
    const control = controlAt({ right: "60px", bottom: "60px" });
    await userEvent.click(control);
    const { card } = stand();
    await frame();
    expect(document.activeElement).toBe(control);
    expect(card.matches(".bottom.end")).toBe(true);
  });

  it("stands on what fills the window, as everything else on it does", () => {
    const { card } = stand();
    const editor = document.createElement("textarea");
    editor.style.cssText = "position: fixed; inset: 0; inline-size: 100%; block-size: 100%";
    document.body.append(editor);
    editor.focus();
    expect(card.matches(":popover-open.bottom.end")).toBe(true);
  });

  it("does not move while it is used, by the keyboard or the pointer", async () => {
    const { card, button } = stand();
    const control = controlAt({ right: "60px", bottom: "60px" });
    await userEvent.hover(button);
    control.focus();
    await frame();
    expect(card.matches(".bottom.end")).toBe(true);
    await userEvent.hover(away);
    await soon(() => expect(isCovered(control, card)).toBe(false));
  });

  it("does not come to where the pointer is", async () => {
    const { card } = stand();
    const start = controlAt({ left: "60px", bottom: "60px" });
    await userEvent.hover(start);
    controlAt({ right: "60px", bottom: "60px" }).focus();
    expect(card.matches(":popover-open.top")).toBe(true);
  });

  it("lets go of its anchor when it would hide what has the focus", () => {
    const { card } = stand("anchored");
    card.style.left = "100px";
    card.style.top = "100px";
    const control = controlAt({ left: "150px", top: "150px" });
    control.focus();
    expect(isCovered(control, card)).toBe(false);
    expect(card.matches(".corner")).toBe(true);
  });
});

describe("as a sheet", () => {
  beforeEach(() => page.viewport(320, 256));

  it("changes to the other edge, and back", () => {
    const { card } = stand("sheet bottom end", { blockSize: "6em" });
    const low = controlAt({ left: "10px", bottom: "10px" });
    const high = controlAt({ left: "10px", top: "10px" });
    low.focus();
    expect(isCovered(low, card)).toBe(false);
    expect(card.matches(".atop")).toBe(true);
    high.focus();
    expect(isCovered(high, card)).toBe(false);
  });

  it("steps aside where neither edge is free, comes back when the focus has moved on, and can be had at any time", async () => {
    const { card } = stand("sheet bottom end", { blockSize: "20em" });
    away.style.cssText = "position: fixed; top: 5px; left: 5px";
    const control = controlAt({ left: "10px", top: "120px" });
    control.focus();
    expect(isCovered(control, card)).toBe(false);
    expect(card.matches(":popover-open")).toBe(false);
    expect(way?.reveal()).toBe(true);
    expect(card.matches(":popover-open")).toBe(true);
    controlAt({ left: "100px", top: "120px" }).focus();
    expect(card.matches(":popover-open")).toBe(false);
    (document.activeElement as HTMLElement).blur();
    await soon(() => expect(card.matches(":popover-open")).toBe(true));
  });
});

describe("a modal dialog that is opened later", () => {
  it.each([
    ["a native one", "<dialog>Settings <button>OK</button></dialog>"],
    ["one made of ARIA", "<div role='dialog' aria-modal='true'><button>OK</button></div>"],
  ])("%s: the card steps aside, so that it cannot be seen without being used, and comes back", async (_kind, html) => {
    const { card } = stand();
    const box = document.body.appendChild(document.createElement("div"));
    box.innerHTML = html;
    const dialog = box.firstElementChild as HTMLElement;
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
    dialog.querySelector("button")?.focus();
    await soon(() => expect(card.matches(":popover-open")).toBe(false));
    expect(way?.reveal()).toBe(false);
    box.remove();
    await soon(() => expect(card.matches(":popover-open")).toBe(true));
  });

  it("one around the card leaves it where it is", async () => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.showModal();
    const { card, button } = stand("corner bottom end", { within: dialog });
    await frame();
    expect(card.matches(":popover-open")).toBe(true);
    button.focus();
    expect(card.contains((card.getRootNode() as ShadowRoot).activeElement)).toBe(true);
  });

  it("one in a shadow root, with the page's content slotted into it, is noticed by its focus", async () => {
    const { card } = stand();
    const host = document.body.appendChild(document.createElement("div"));
    host.innerHTML = "<button>OK</button>";
    host.attachShadow({ mode: "open" }).innerHTML = "<dialog><slot></slot></dialog>";
    host.shadowRoot?.querySelector("dialog")?.showModal();
    host.querySelector("button")?.focus();
    await soon(() => expect(card.matches(":popover-open")).toBe(false));
  });
});
