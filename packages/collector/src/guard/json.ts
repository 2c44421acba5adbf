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

/** Counted before anything recurses: a parser's own stack must not be the limit. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth--;
  }
  return deepest;
}
