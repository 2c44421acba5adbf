// @ts-check
// Finds what a pure file must not name: clocks, randomness, the page, the process. Reads the syntax tree, so comments,
// texts, properties of the same name and a file's own variables raise no alarm.
import ts from "typescript";

const GLOBALS = new Set(
  (
    "document window self globalThis navigator location history localStorage sessionStorage indexedDB caches " +
    "process global Buffer require crypto performance fetch XMLHttpRequest WebSocket BroadcastChannel console " +
    "setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame requestIdleCallback"
  ).split(" "),
);
const MEMBERS = new Set(["Date.now", "Math.random"]);

/**
 * @param {string} file  Named in the faults.
 * @param {string} text
 * @returns {string[]} one line per fault
 */
export function impuritiesOf(file, text) {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, kind);
  const own = namesDeclaredIn(source);
  /** @type {string[]} */
  const faults = [];
  visit(source);
  return faults;

  /** @param {ts.Node} node */
  function visit(node) {
    // Types name things without touching them.
    if (ts.isTypeNode(node)) return;
    const fault = faultOf(node);
    if (fault !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      faults.push(`${file}:${line + 1} ${fault}`);
    }
    ts.forEachChild(node, visit);
  }

  /**
   * @param {ts.Node} node
   * @returns {string | undefined}
   */
  function faultOf(node) {
    if (ts.isPropertyAccessExpression(node) && MEMBERS.has(node.getText(source))) return node.getText(source);
    // `new Date(x)` only reads x; without an argument, or called as a function, it reads the clock.
    if (ts.isNewExpression(node) && isDate(node.expression) && !node.arguments?.length) return "new Date()";
    if (ts.isCallExpression(node) && isDate(node.expression)) return "Date()";
    if (ts.isIdentifier(node) && GLOBALS.has(node.text) && !own.has(node.text) && isUse(node)) return node.text;
    return undefined;
  }
}

/** @param {ts.SourceFile} source */
function namesDeclaredIn(source) {
  /** @type {Set<string>} */
  const names = new Set();
  collect(source);
  return names;

  /** @param {ts.Node} node */
  function collect(node) {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node);
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, collect);
  }
}

/** @param {ts.Expression} callee */
function isDate(callee) {
  return ts.isIdentifier(callee) && callee.text === "Date";
}

/**
 * Whether the identifier stands for a value here, and is not merely the name of a property.
 * @param {ts.Identifier} node
 */
function isUse(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const isName = "name" in parent && parent.name === node;
  return !isName && !(ts.isBindingElement(parent) && parent.propertyName === node) && !ts.isImportSpecifier(parent);
}
