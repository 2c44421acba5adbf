import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  letrec,
  oneof,
  property,
  record,
} from "fast-check";
import * as preact from "preact";
import { expect, test } from "vitest";
import * as own from "./render.js";

/** A tree as data, for either renderer to make its own elements of. */
type Tree = null | false | string | { tag: string; given: Record<string, unknown>; children: Tree[] };

const COMPONENTS = ["Panel", "Other"];

function treeWith(renderer: typeof own, tree: Tree): ReturnType<typeof own.h> | null | false | string {
  if (!tree || typeof tree === "string") return tree;
  const { tag, given, children } = tree;
  const made = children.map((child) => treeWith(renderer, child));
  if (tag === "Fragment") return renderer.h(renderer.Fragment, given, ...made);
  return renderer.h(COMPONENTS.includes(tag) ? componentOf(renderer, tag) : tag, given, ...made);
}

const made = new Map<unknown, Map<string, (given: Record<string, unknown>) => ReturnType<typeof own.h>>>();

/** The same function each time: a component is known by it. */
function componentOf(renderer: typeof own, name: string) {
  const known = made.get(renderer) ?? new Map();
  made.set(renderer, known);
  if (!known.has(name))
    known.set(name, ({ children, ...given }: Record<string, unknown>) =>
      renderer.h(name === "Panel" ? "section" : "div", given, renderer.h("i", null), children as never),
    );
  return known.get(name);
}

const PREACT = preact as unknown as typeof own;

const attributes = record(
  {
    dir: constantFrom("ltr", "rtl"),
    class: constantFrom("a", "b c", undefined),
    "aria-label": constantFrom("Feedback", undefined),
    "aria-hidden": constantFrom(true, false, "true"),
    tabIndex: constantFrom(-1, undefined),
    key: constantFrom(1, 2, 3),
  },
  // What Preact sets as a property it empties instead of removing: one that comes and goes would differ.
  { requiredKeys: ["dir"] },
);

/** An element with one of these tags. */
function element(
  tags: readonly string[],
  given: Arbitrary<Record<string, unknown>>,
  children: Arbitrary<Tree[]> = constant([]),
): Arbitrary<Tree> {
  return record({ tag: constantFrom(...tags), given, children });
}

const BANDS = ["", "none", "unsure"];
const OPTIONS: Tree[] = BANDS.map((value) => ({ tag: "option", given: { value }, children: [value] }));

const { tree } = letrec<{ tree: Tree }>((tie) => ({
  tree: oneof(
    { maxDepth: 4 },
    constantFrom<Tree>(null, false, "How did it go?", "☕", ""),
    element(
      ["p", "div", "span", "fieldset", "Fragment", ...COMPONENTS],
      attributes,
      array(tie("tree"), { maxLength: 4 }),
    ),
    element(["input"], record({ type: constantFrom("radio", "checkbox"), checked: boolean(), disabled: boolean() })),
    element(
      ["textarea"],
      record({ value: constantFrom("", "kind", "a\nb"), rows: constant(1), maxLength: constantFrom(3, 9) }),
    ),
    element(["select"], record({ value: constantFrom(...BANDS) }), constant(OPTIONS)),
    element(
      ["svg"],
      record({ viewBox: constantFrom("0 0 24 24", "0 0 12 12"), "aria-hidden": constant("true") }),
      array(element(["path"], record({ d: constantFrom("M1 1", "M2 2") })), { maxLength: 2 }),
    ),
  ),
}));

/** What a person could see of it, beside the elements themselves. */
function liveValues(host: Element): unknown[] {
  return [...host.querySelectorAll("input,textarea,select")].map((field) => {
    const { checked, value } = field as HTMLInputElement;
    return [checked, value];
  });
}

test("whatever is drawn, one after the other, looks as if Preact had drawn it", () => {
  assert(
    property(array(array(tree, { maxLength: 4 }), { minLength: 1, maxLength: 5 }), (sequence) => {
      const [ours, theirs] = [document.createElement("main"), document.createElement("main")];
      for (const trees of sequence) {
        own.render(
          trees.map((each) => treeWith(own, each)),
          ours,
        );
        PREACT.render(
          trees.map((each) => treeWith(PREACT, each)),
          theirs,
        );
        expect(ours.isEqualNode(theirs), `${ours.innerHTML} instead of ${theirs.innerHTML}`).toBe(true);
        expect(liveValues(ours)).toEqual(liveValues(theirs));
      }
      own.render(null, ours);
      expect(ours.childNodes.length).toBe(0);
    }),
    { numRuns: 300 },
  );
});

const { h, Fragment, render } = own;

function draw(...sequence: Parameters<typeof render>[0][]): HTMLElement {
  const root = document.createElement("main");
  document.body.append(root);
  for (const drawing of sequence) render(drawing, root);
  return root;
}

test("an element that is drawn again keeps its focus and what was typed, whatever comes before it", () => {
  const root = draw(h("div", null, h("textarea", null)));
  const field = root.querySelector("textarea");
  field?.focus();
  field?.setRangeText("typed");
  render(h("div", null, h("p", null, "revealed"), false, h("textarea", { class: "b" })), root);
  expect([document.activeElement, field?.value, field?.className]).toEqual([field, "typed", "b"]);
});

test("what another component draws is made anew, though it begins with the same element", () => {
  const Asking = () => h("p", null, h("button", null));
  const Ending = () => h("p", null, h("button", null));
  const root = draw(h(Asking, null));
  const before = root.firstChild;
  render(h(Asking, null), root);
  expect(root.firstChild).toBe(before);
  render(h(Ending, null), root);
  expect(root.firstChild).not.toBe(before);
});

test("what has a key is found again by it", () => {
  const chip = (key: string) => h("label", { key }, key);
  const root = draw(h(Fragment, null, ["a", "b", "c"].map(chip)));
  const [a, b, c] = root.children;
  render(h(Fragment, null, ["c", "a"].map(chip)), root);
  expect([...root.children]).toEqual([c, a]);
  expect(b?.isConnected).toBe(false);
});

test("what a component with a key has drawn is found again by it, and is another's with another key", () => {
  const Chip = ({ name }: Record<string, unknown>) => [h("b", null, name as string), h("i", { key: "x" })];
  const chip = (name: string) => h(Chip, { key: name, name });
  const root = draw(["a", "b", "c"].map(chip));
  const [a, , , , c, afterC] = root.children;
  render(["c", "a"].map(chip), root);
  expect([...root.children].slice(0, 3)).toEqual([c, afterC, a]);
  expect(root.textContent).toBe("ca");
  render(h(Chip, { key: "d", name: "c" }), root);
  expect(root.firstChild).not.toBe(c);
});

test("the handler of the last drawing is called, once, and a capturing one before it", () => {
  const calls: string[] = [];
  const button = (name: string) =>
    h("div", { onClickCapture: () => calls.push(`${name} above`) }, h("button", { onClick: () => calls.push(name) }));
  const root = draw(button("first"), button("second"));
  root.querySelector("button")?.click();
  expect(calls).toEqual(["second above", "second"]);
  for (const again of [h("div", null, h("button", null)), button("third")]) {
    render(again, root);
    root.querySelector("button")?.click();
  }
  expect(calls.slice(2)).toEqual(["third above", "third"]);
});

test("a choice that the drawing does not confirm is taken back", () => {
  const radio = () => h("input", { type: "checkbox", checked: false });
  const root = draw(radio());
  const box = root.querySelector("input");
  box?.click();
  expect(box?.checked).toBe(true);
  render(radio(), root);
  expect(box?.checked).toBe(false);
});

test("in a document that is XML, too, an attribute has the name that counts", () => {
  const xml = document.implementation.createDocument("http://www.w3.org/1999/xhtml", "html");
  const root = xml.documentElement;
  const drawn = h("textarea", { tabIndex: -1, maxLength: 9 });
  const field = xml.createElement("textarea");
  root.append(field);
  // Its elements are made by the page's document; only what is drawn upon may be another's.
  (root as unknown as { drawn: unknown[] }).drawn = [{ ...h("textarea", null), node: field }];
  render(drawn, root);
  expect([field.tabIndex, field.maxLength]).toEqual([-1, 9]);
});
