import { afterEach, beforeEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { controlAt, standingCard } from "../../test/standing-card.js";
import { linkByKey } from "./shortcut.js";

let undo = () => {};
let control: HTMLButtonElement;
beforeEach(() => {
  control = controlAt({ left: "10px", top: "10px" });
  control.focus();
});
afterEach(() => {
  undo();
  document.body.replaceChildren();
});

function link(key = "F6", reveal = () => true) {
  const { card, button } = standingCard("corner bottom end");
  undo = linkByKey(key, card, document.activeElement, reveal);
  return { card, button, inCard: () => (card.getRootNode() as ShadowRoot).activeElement === button };
}

it("leads into the card and, with or without Shift, back to where one was", async () => {
  const { inCard } = link();
  await userEvent.keyboard("{F6}");
  expect(inCard()).toBe(true);
  await userEvent.keyboard("{Shift>}{F6}{/Shift}");
  expect(document.activeElement).toBe(control);
  const other = controlAt({ left: "10px", top: "60px" });
  other.focus();
  await userEvent.keyboard("{Shift>}{F6}{/Shift}");
  expect(inCard()).toBe(true);
  await userEvent.keyboard("{F6}");
  expect(document.activeElement).toBe(other);
});

it("comes back to the control one was at, else to the answer that is chosen, never to another answer", async () => {
  const { card, button } = link();
  const [, chosen] = [1, 2, 3].map((score) => {
    const radio = Object.assign(document.createElement("input"), {
      type: "radio",
      name: "score",
      checked: score === 2,
    });
    button.before(radio);
    return radio;
  });
  const focused = () => (card.getRootNode() as ShadowRoot).activeElement;
  await userEvent.keyboard("{F6}");
  expect(focused()).toBe(chosen);
  button.focus();
  await userEvent.keyboard("{F6}{F6}");
  expect(focused()).toBe(button);
  await userEvent.keyboard("{F6}");
  button.remove();
  await userEvent.keyboard("{F6}");
  expect(focused()).toBe(chosen);
});

it("leaves the key to a page that uses it, also one that listens on its window", async () => {
  const { inCard } = link();
  const onKey = (event: KeyboardEvent) => event.preventDefault();
  for (const target of [document, document.body, control]) {
    target.addEventListener("keydown", onKey as EventListener);
    await userEvent.keyboard("{F6}");
    target.removeEventListener("keydown", onKey as EventListener);
    expect(inCard()).toBe(false);
  }
  undo();
  addEventListener("keydown", onKey);
  const again = link();
  await userEvent.keyboard("{F6}");
  removeEventListener("keydown", onKey);
  expect(again.inCard()).toBe(false);
});

it("is another key, or none, where the host says so; with Control, Alt or Meta it means something else", async () => {
  const { inCard } = link("F8");
  await userEvent.keyboard("{F6}{Control>}{F8}{/Control}{Alt>}{F8}{/Alt}{Meta>}{F8}{/Meta}");
  expect(inCard()).toBe(false);
  await userEvent.keyboard("{F8}");
  expect(inCard()).toBe(true);
  undo();
  const off = link("off");
  await userEvent.keyboard("{F6}{F8}");
  expect(off.inCard()).toBe(false);
});

it("is left to an input method that turns what is being typed", () => {
  const { inCard } = link();
  const key = new KeyboardEvent("keydown", { key: "F6", isComposing: true, bubbles: true, cancelable: true });
  control.dispatchEvent(key);
  expect([key.defaultPrevented, inCard()]).toEqual([false, false]);
});

it("is not taken where the card cannot be reached, nor once it is gone", async () => {
  const taken: boolean[] = [];
  const note = (event: KeyboardEvent) => setTimeout(() => taken.push(event.defaultPrevented));
  addEventListener("keydown", note);
  link("F6", () => false);
  await userEvent.keyboard("{F6}");
  undo();
  await userEvent.keyboard("{F6}");
  await new Promise((go) => setTimeout(go, 20));
  removeEventListener("keydown", note);
  expect(taken).toEqual([false, false]);
});

it("gives the focus back when the card goes, and only if the card has it", () => {
  const { button } = link();
  button.focus();
  undo();
  expect(document.activeElement).toBe(control);
  const other = controlAt({ left: "10px", top: "60px" });
  const again = link();
  again.button.focus();
  other.focus();
  undo();
  expect(document.activeElement).toBe(other);
});
