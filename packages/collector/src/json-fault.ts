/** Where a text stops being JSON. Lines and columns are counted from 1, as editors do. */
export interface JsonFault {
  line: number;
  column: number;
}

// Each takes the blanks behind it along.
const BLANKS = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\uFFFF]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"[ \t\r\n]*/y;
const OTHER_SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?)[ \t\r\n]*/y;
const COLON = /:[ \t\r\n]*/y;
const COMMA = /,[ \t\r\n]*/y;
const OBJECT = /\{[ \t\r\n]*/y;
const OBJECT_END = /\}[ \t\r\n]*/y;
const LIST = /\[[ \t\r\n]*/y;
const LIST_END = /\][ \t\r\n]*/y;

/**
 * Looks for the place that somebody who writes JSON by hand has to mend: `JSON.parse` does not always tell it, and
 * repeats what stands there.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  let at = 0;

  function takes(token: RegExp): boolean {
    token.lastIndex = at;
    const isThere = token.test(text);
    if (isThere) at = token.lastIndex;
    return isThere;
  }
  function takesValue(): boolean {
    if (takes(OBJECT)) return takesAll(takesMember, OBJECT_END);
    if (takes(LIST)) return takesAll(takesValue, LIST_END);
    return takes(STRING) || takes(OTHER_SCALAR);
  }
  function takesMember(): boolean {
    return takes(STRING) && takes(COLON) && takesValue();
  }
  function takesAll(takesOne: () => boolean, end: RegExp): boolean {
    if (takes(end)) return true;
    while (takesOne()) if (!takes(COMMA)) return takes(end);
    return false;
  }

  if (takes(BLANKS) && takesValue() && at === text.length) return undefined;
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
