// @ts-check
// The links and the anchors of a Markdown page, as the usual hosts render them.

/** @typedef {{ target: string, line: number }} Link */

/**
 * Links, images and references of a page; what stands in code is text.
 * @param {string} page
 * @returns {Link[]}
 */
export function linksIn(page) {
  return withoutCode(page).flatMap((text, at) =>
    [
      ...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+["'(][^)]*)?\)/g),
      ...text.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/g),
      ...text.matchAll(/<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)="([^"\s]+)/g),
    ].map(([, target = ""]) => ({ target, line: at + 1 })),
  );
}

/**
 * The anchors that a page offers: its headings and its explicit ids.
 * @param {string} page
 * @returns {Set<string>}
 */
export function anchorsIn(page) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  /** @type {Set<string>} */
  const anchors = new Set();
  for (const text of withoutCode(page, { inline: false })) {
    for (const [, id = ""] of text.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1];
    if (heading === undefined) continue;
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    // The second heading of the same words is told apart by a number.
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  return anchors;
}

/** @param {string} heading */
function slugOf(heading) {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]+>/g, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\p{Mark}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

/**
 * The page's lines, those in fences emptied and code inside lines removed.
 * @param {string} page
 * @param {{ inline?: boolean }} [remove]
 */
function withoutCode(page, { inline = true } = {}) {
  /** @type {string | undefined} */
  let fence;
  return page.split(/\r?\n/).map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence)) fence = undefined;
      return "";
    }
    if (mark !== undefined) {
      fence = mark;
      return "";
    }
    return inline ? line.replace(/(`+)[^`].*?\1/g, "") : line;
  });
}
