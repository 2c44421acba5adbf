// @ts-check
// A table for a page that a script writes.

/**
 * @param {string[]} head
 * @param {string[][]} body
 * @param {number} texts  How many columns hold text; the rest are numbers, at the right.
 * @returns {string} Markdown as prettier leaves it
 */
export function table(head, body, texts) {
  const widths = head.map((_, at) => Math.max(3, ...[head, ...body].map((row) => row[at]?.length ?? 0)));
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, at) => (at < texts ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, at) => (at < texts ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...body.map(line)].join("\n");
}
