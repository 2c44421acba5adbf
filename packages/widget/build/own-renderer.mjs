// @ts-check
// Puts our own renderer in the place of Preact. It draws less: what a view may not use is a fault of the build, not a
// surprise in the script alone. (What it does not export, the bundler misses.)

/** What it does not know, or takes for an attribute. */
const NOT_DRAWN = /\s(ref|style|dangerouslySetInnerHTML|default\w+)=/;

/**
 * @param {string} renderer source file
 * @returns {import("rolldown").Plugin}
 */
export function ownRenderer(renderer) {
  return {
    name: "own-renderer",
    resolveId: (source) => (source === "preact" ? renderer : undefined),
    transform(code, id) {
      const [found] = (id.endsWith(".tsx") && NOT_DRAWN.exec(code)) || [];
      if (found) throw new Error(`${id} uses "${found.trim()}", which src/script/render.ts does not draw.`);
    },
  };
}
