// @ts-check
// The table of threats in SECURITY.md.

/**
 * @param {string} page
 * @returns {{ threat: string, files: string[] }[]} `files`: what stands in backquotes in the last cell
 */
export function rowsOf(page) {
  return [...page.matchAll(/^\| *(T\d+) *\|.*\|([^|]*)\|$/gm)].map(([, threat = "", cell = ""]) => ({
    threat,
    files: [...cell.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file),
  }));
}

/**
 * Whether a file has a test whose title begins with the threat.
 * @param {string} threat
 * @param {string} text  of the file
 */
export function titled(threat, text) {
  return ['"', "'", "`"].some((quote) => text.includes(`${quote}${threat}: `));
}
