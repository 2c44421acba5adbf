/**
 * What the prompt needs of Preact, for the script build alone: the package keeps to Preact itself. Components are plain
 * functions of their properties without a state of their own, so that a tree can be drawn by expanding them and comparing
 * elements. That is 3,300 bytes less on every visit. `render.browser.test.ts` holds it against Preact.
 */
type Properties = Record<string, unknown>;
type Component = (properties: Properties) => Drawable;
type Drawable = Drawing | string | number | boolean | null | undefined | Drawable[];

interface Drawing {
  /** A tag, a component, or nothing for a text. */
  type: string | Component;
  key: unknown;
  properties: Properties;
  children: Drawable;
  /** The component that has drawn it: what another one draws is never made over. */
  owner?: Component | undefined;
  node?: Drawn;
}

/** An element that remembers what it shows, or a text. */
type Drawn = (Element | Text) & {
  /** What its children were drawn from. */
  drawn?: Drawing[] | undefined;
  /** Handlers by the property that brought them. */
  handlers?: Record<string, (event: Event) => void>;
};

const SVG = "http://www.w3.org/2000/svg";
/** A respondent changes them too: what counts is what they are, not what they were drawn as. */
const LIVE = ["value", "checked"];

export function h(type: Drawing["type"], given: Properties | null, ...children: Drawable[]): Drawing {
  const { key, ...properties } = given ?? {};
  return { type, key, properties, children };
}

export const Fragment: Component = ({ children }) => children as Drawable;

/** Makes a root show a tree, with as few changes as can be told from the last one. `null` empties it. */
export function render(tree: Drawable, root: ParentNode & Node): void {
  drawInto(root as Node as Drawn, tree);
}

function drawInto(parent: Drawn, tree: Drawable): void {
  const spare = [...(parent.drawn ?? [])];
  const drawings = elementsOf(tree);
  for (const drawing of drawings) {
    const { type, key, owner } = drawing;
    const at = spare.findIndex((old) => old.type === type && old.key === key && old.owner === owner);
    const [old] = at < 0 ? [] : spare.splice(at, 1);
    drawing.node = old?.node ?? create(`${type as string}`, parent);
    update(drawing.node, drawing, old?.properties ?? {});
  }
  for (const { node } of spare) node?.remove();
  let place = parent.firstChild;
  for (const { node } of drawings)
    if (node === place) place = place?.nextSibling ?? null;
    else if (node) parent.insertBefore(node, place);
  parent.drawn = drawings;
}

/** Expands components, and leaves out what stands for nothing. */
function elementsOf(tree: Drawable, owner?: Component): Drawing[] {
  if (Array.isArray(tree)) return tree.flatMap((child) => elementsOf(child, owner));
  if (tree === null || typeof tree !== "object")
    return tree === undefined || tree === null || typeof tree === "boolean"
      ? []
      : [{ type: "", key: "", properties: { data: `${tree}` }, children: null, owner }];
  const { type, key, properties, children } = tree;
  if (typeof type === "string") return [{ ...tree, owner }];
  const drawn = elementsOf(type({ children, ...properties }), type === Fragment ? owner : type);
  // What it is known by, all that it draws is known by.
  return key === undefined ? drawn : drawn.map((each) => ({ ...each, key: `${key as string} ${each.key as string}` }));
}

function create(tag: string, { namespaceURI }: Drawn & { namespaceURI?: string | null }): Drawn {
  if (!tag) return document.createTextNode("");
  return tag === "svg" || namespaceURI === SVG ? document.createElementNS(SVG, tag) : document.createElement(tag);
}

function update(node: Drawn, { type, properties, children }: Drawing, before: Properties): void {
  if (!type) {
    if (before["data"] !== properties["data"]) node.textContent = `${properties["data"] as string}`;
    return;
  }
  for (const name of Object.keys({ ...before, ...properties }))
    if (before[name] !== properties[name]) change(node as Drawn & Element, name, properties[name]);
  drawInto(node, children);
  // After the children: a select has no value before it has options.
  const live = node as unknown as Properties;
  for (const name of LIVE) if (name in properties && live[name] !== properties[name]) live[name] = properties[name];
}

function change(node: Drawn & Element, name: string, value: unknown): void {
  if (LIVE.includes(name) && node.localName !== "option") return;
  if (name.startsWith("on")) {
    const event = name.slice(2).replace("Capture", "").toLowerCase();
    node.handlers ??= {};
    if (!(name in node.handlers))
      node.addEventListener(event, (news) => node.handlers?.[name]?.(news), event.length + 2 < name.length);
    node.handlers[name] = value as (event: Event) => void;
    return;
  }
  // Where a document is XML, nobody else puts names into lower case.
  const attribute = node.namespaceURI === SVG ? name : name.toLowerCase();
  if (value === undefined || value === null || (value === false && !name.startsWith("aria")))
    node.removeAttribute(attribute);
  else node.setAttribute(attribute, value === true && !name.startsWith("aria") ? "" : `${value as string}`);
}
