import type { Setting } from "../setting.js";

/** A node as assistive technology meets it. */
export interface Spoken {
  role: string;
  name: string;
  level?: number;
  live?: string;
  description?: string;
  node: number;
}

/** As far as the protocol's nodes are read here. */
interface AxNode {
  nodeId: string;
  ignored: boolean;
  childIds?: string[];
  role?: { value?: unknown };
  name?: { value?: unknown };
  description?: { value?: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
  backendDOMNodeId?: number;
}
interface DomNode {
  backendNodeId: number;
  localName: string;
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

/** The page as assistive technology meets it, in its order. */
export async function spoken({ cdp }: Setting): Promise<Spoken[]> {
  const { nodes }: { nodes: AxNode[] } = await cdp.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const [root] = nodes;
  const told: Spoken[] = [];
  const walk = (node: AxNode | undefined): void => {
    if (!node) return;
    if (!node.ignored) told.push(spokenFrom(node));
    for (const id of node.childIds ?? []) walk(byId.get(id));
  };
  walk(root);
  return told;
}

function spokenFrom({ role, name, description, properties = [], backendDOMNodeId = 0 }: AxNode) {
  const property = (wanted: string) => properties.find((one) => one.name === wanted)?.value.value as never;
  return {
    role: String(role?.value ?? ""),
    name: String(name?.value ?? "").trim(),
    level: property("level"),
    live: property("live"),
    description: String(description?.value ?? ""),
    node: backendDOMNodeId,
  } satisfies Spoken;
}

/** What lies within the prompt: from its region to whatever comes after it. */
export async function spokenInPrompt(setting: Setting): Promise<Spoken[]> {
  const inside = new Set(await nodesInPrompt(setting));
  return (await spoken(setting)).filter(({ node }) => inside.has(node));
}

async function nodesInPrompt({ cdp }: Setting): Promise<number[]> {
  const { root }: { root: DomNode } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
  const found: number[] = [];
  const walk = (node: DomNode, within: boolean): void => {
    const inside = within || node.localName === "aftertask-prompt";
    if (inside) found.push(node.backendNodeId);
    for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) walk(child, inside);
  };
  walk(root, false);
  return found;
}
