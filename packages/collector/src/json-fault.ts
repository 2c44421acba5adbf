import { parse } from "@humanwhocodes/momoa";

/** Where a text stops being JSON. Lines and columns are counted from 1, as editors do. */
export interface JsonFault {
  line: number;
  column: number;
}

/**
 * The place that somebody who writes JSON by hand has to mend: `JSON.parse` does not always tell it, and repeats what stands
 * there.
 * @param text that is not JSON
 */
export function findJsonFault(text: string): JsonFault {
  try {
    parse(text, { mode: "json" });
  } catch (cause) {
    const { line, column } = cause as Partial<JsonFault>;
    if (line !== undefined && column !== undefined) return { line, column };
  }
  // Nothing is there at all.
  return { line: 1, column: 1 };
}
