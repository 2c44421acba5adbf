import { Refusal } from "../problem.js";

/** Levels of nesting in a body. An envelope has four; the rest is room for what newer senders add. */
export const JSON_DEPTH = 8;

/** Parses JSON that is not nested deeper than any envelope could be. */
export function parseJson(text: string): { json: unknown } | Refusal {
  if (depthOf(text) > JSON_DEPTH)
    return new Refusal("invalid-envelope", `The body is nested deeper than ${JSON_DEPTH} levels.`);
  try {
    return { json: JSON.parse(text) };
  } catch {
    return new Refusal("invalid-envelope", "The body is not valid JSON.");
  }
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = Array.from('"\\{}[]', (character) =>
  character.charCodeAt(0),
);

/** Counted before anything recurses: a parser's own stack must not be the limit. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) deepest = Math.max(deepest, ++depth);
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  return deepest;
}
