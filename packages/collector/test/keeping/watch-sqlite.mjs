// @ts-check
// A resolver: whoever asks for SQLite gets the watched one. The class itself cannot be changed.

/**
 * @param {string} specifier
 * @param {{ parentURL?: string }} context
 * @param {(specifier: string, context: object) => Promise<{ url: string }>} next
 */
export async function resolve(specifier, context, next) {
  const watched = new URL("watched-sqlite.mjs", import.meta.url).href;
  if (specifier === "@photostructure/sqlite" && context.parentURL !== watched)
    return { url: watched, shortCircuit: true };
  return next(specifier, context);
}
