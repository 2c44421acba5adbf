// @ts-check
// Preact, less what a prompt never does. Its own sources are taken and what is known of our components is put in: the
// minifier does the rest. That is some 2,000 bytes of every visit. The diff itself stays as it is.
// Everything that is replaced has to be found: another version of Preact is a fault here, not a surprise in a browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const src = join(dirname(createRequire(import.meta.url).resolve("preact/package.json")), "src");

/** What no component of ours may use in exchange. */
const FORBIDDEN = /\s(ref|style|dangerouslySetInnerHTML)=/;

/** A component is a function of its props: no class, state, context, or error boundary. */
const COMPONENT = `if (typeof newType == 'function') {
  const made = newType(newVNode.props);
  const whole = made != NULL && made.type === Fragment && made.key == NULL;
  const children = whole ? cloneNode(made.props.children) : made;
  oldDom = diffChildren(
    parentDom, isArray(children) ? children : [children], newVNode, oldVNode, namespace, oldDom,
  );
} else if (`;

/** A root is empty when something is first rendered into it. */
const RENDER = `export function render(vnode, parentDom) {
  const before = parentDom._children;
  vnode = parentDom._children = h(Fragment, NULL, [vnode]);
  diff(parentDom, vnode, before || EMPTY_OBJ, parentDom.namespaceURI, before ? before._dom : NULL);
  vnode.props.children = NULL;
}
`;

/** Arguments that are handed down for hydration, contexts, callbacks and refs; each stands in a line of its own. */
const HANDED_DOWN = /^\s*(globalContext|excessDomChildren|commitQueue|isHydrating|refQueue),?\n/gm;
/** Where a plugin of Preact would be called. @type {[RegExp, string]} */
const HOOKS = [/if \([^;{]*\boptions\.[^;{]*;/g, ""];
/** @type {[RegExp, string]} */
const OPTIONS = [/import options from .*/, ""];

/** By file, what is replaced by what. @type {Record<string, [RegExp, string][]>} */
const KNOWN = {
  // Whoever imports more than this is told by the bundler.
  "index.js": [[/[^]*/, "export { render } from './render'; export { h, Fragment } from './create-element';"]],
  "render.js": [
    [/import .*commitRoot.*\n/, "import { diff } from './diff/index';\n"],
    OPTIONS,
    [/import \{ slice \} from .*/, ""],
    [/import \{ createElement/, "import { h"],
    [/export function render[^]*/, RENDER],
  ],
  "component.js": [[/[^]*(export function getDomSibling[^]*?\n\}\n)[^]*/, "import { NULL } from './constants';\n$1"]],
  "create-element.js": [
    OPTIONS,
    HOOKS,
    [/function createElement\(/, "function h("],
    [/i == 'ref'/, "false"],
    [/type\.defaultProps != NULL/, "false"],
  ],
  "diff/index.js": [
    OPTIONS,
    [/(import \{ )BaseComponent, /, "$1"],
    [/\/\/ If the previous diff bailed out[^]*?\n\t\}\n/, ""],
    [/outer: if \(typeof newType == 'function'\)[^]*?\n\t\} else if \(/, COMPONENT],
    [/export function commitRoot[^]*?\n\}\n/, ""],
    [/function markAsForce[^]*?\n\}\n/, ""],
    [/export function applyRef[^]*?\n\}\n/, "export const applyRef = undefined;\n"],
    [/function doRender[^]*?\n\}\n/, ""],
    [/if \(\(r = vnode\.ref\)\)[^]*?\n\t\}\n/, ""],
    [/if \(\(r = vnode\._component\) != NULL\)[^]*?\n\t\}\n/, ""],
    [/if \(isHydrating\) \{[^]*?isHydrating = false;\s*\}/, ""],
    [/excessDomChildren\s*\? excessDomChildren\[0\]\s*: /, ""],
    [HANDED_DOWN, ""],
    [/return newVNode\._flags & MODE_SUSPENDED \? undefined : oldDom/, "return oldDom"],
    [/excessDomChildren =[^=;][^;]*;/g, ""],
    [/excessDomChildren != NULL/g, "false"],
    [/excessDomChildren == NULL/g, "true"],
    [/\bisHydrating\b/g, "false"],
    [/i == 'dangerouslySetInnerHTML'/g, "false"],
    [/nodeType == '(progress|math|foreignObject|textarea|option)'|newVNode\.type == 'template'/g, "false"],
    HOOKS,
  ],
  "diff/children.js": [
    [HANDED_DOWN, ""],
    [/if \(childVNode\.ref && oldVNode\.ref[^]*?\n\t\t\}\n/, ""],
  ],
  "diff/props.js": [OPTIONS, [/options\.event \? options\.event\(e\) : /, ""], [/name == 'style'/, "false"]],
};

/** @returns {import("rolldown").Plugin} */
export function smallPreact() {
  return {
    name: "small-preact",
    resolveId: (source) => (source === "preact" ? join(src, "index.js") : undefined),
    load(id) {
      const known = id.startsWith(src) && KNOWN[id.slice(src.length + 1)];
      return known
        ? known.reduce((code, [from, to]) => replaced(code, from, to, id), readFileSync(id, "utf8"))
        : undefined;
    },
    transform(code, id) {
      const found = /widget\/src\/.*\.tsx$/.test(id) && FORBIDDEN.exec(code);
      if (found) throw new Error(`${id} uses "${found[0].trim()}", which build/small-preact.mjs leaves out.`);
    },
  };
}

/** @param {string} code @param {RegExp} from @param {string} to @param {string} id */
function replaced(code, from, to, id) {
  if (code.search(from) < 0) throw new Error(`${id} holds no ${from}: look through build/small-preact.mjs again.`);
  return code.replace(from, to);
}
