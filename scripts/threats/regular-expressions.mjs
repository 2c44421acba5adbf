// @ts-check
// Which regular expressions a program has.
import ts from "typescript";

/**
 * @param {string} text  of a TypeScript file
 * @returns {{ literals: string[], made: string[] }} `made`: those that are put together when the program runs
 */
export function regularExpressionsIn(text) {
  /** @type {string[]} */
  const literals = [];
  /** @type {string[]} */
  const made = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) literals.push(node.getText());
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp")
      made.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("file.tsx", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return { literals, made };
}
