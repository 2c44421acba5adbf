import { afterEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { keepKeys } from "./keys.js";

let undo = () => {};
afterEach(() => {
  undo();
  document.body.replaceChildren();
});

/** A card with a field and a button in a shadow root, and what the page and the card hear. */
function stand() {
  const host = document.body.appendChild(document.createElement("div"));
  const card = host.attachShadow({ mode: "open" }).appendChild(document.createElement("section"));
  const [field, button] = [document.createElement("textarea"), document.createElement("button")];
  card.append(field, button);
  const page: string[] = [];
  const inside: string[] = [];
  const note = (list: string[]) => (event: KeyboardEvent) => list.push(`${event.type} ${event.key}`);
  for (const type of ["keydown", "keyup"] as const) {
    document.addEventListener(type, note(page), true);
    card.addEventListener(type, note(inside));
  }
  undo = keepKeys(card);
  return { field, button, card, page, inside };
}

it("a key in a field is typed and heard in the card, and not by the page", async () => {
  const { field, page, inside } = stand();
  field.focus();
  await userEvent.keyboard("j");
  expect(field.value).toBe("j");
  expect(inside).toEqual(["keydown j", "keyup j"]);
  expect(page).toEqual([]);
});

it("what the card prevents does not happen", async () => {
  const { field, card } = stand();
  card.addEventListener("keydown", (event) => event.preventDefault());
  field.focus();
  await userEvent.keyboard("j");
  expect(field.value).toBe("");
});

it("function keys reach the page, and so does a key with Control, unless it is pressed in a field", async () => {
  const { field, button, page } = stand();
  field.focus();
  await userEvent.keyboard("{F7}{Control>}k{/Control}");
  expect(page.filter((each) => /F7|k$/.test(each))).toEqual(["keydown F7", "keyup F7"]);
  button.focus();
  await userEvent.keyboard("{Control>}k{/Control}");
  expect(page).toContain("keydown k");
});

it("a key that has closed the card does not come up on the page, and the next one does", async () => {
  const { card, button, page } = stand();
  card.addEventListener("keydown", () => {
    undo();
    card.remove();
  });
  button.focus();
  await userEvent.keyboard("{Escape}");
  expect(page).toEqual([]);
  await userEvent.keyboard("j");
  expect(page).toEqual(["keydown j", "keyup j"]);
});
