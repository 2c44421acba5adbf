import type { z } from "zod";

/** What the parser says against a value: where, and why. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The one that is told: whoever mends it will see the next. */
export function firstIssue(error: z.ZodError): Issue {
  return error.issues[0] ?? { path: [], message: "unknown" };
}

/**
 * Where the fault is: `ratings[0].score`.
 * @param root what stands before the path, and alone where the path is empty. Default: nothing.
 */
export function pathOf({ path }: Pick<Issue, "path">, root = ""): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, root);
}

/** What to say after the name of the member. Our own messages go on from it, the parser's stand as a sentence of their own. */
export function sentenceOf({ message }: Pick<Issue, "message">): string {
  return /^(must|is) /.test(message) ? message : `is not valid: ${message}`;
}
