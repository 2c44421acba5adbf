/** A command of the page, and what must be among the words that it writes. */
export interface Step {
  command: string;
  says: string[];
}

/**
 * Reads the commands of a section: each stands in a block marked `sh`, and what it says in one marked `text` after it.
 * @param page in Markdown
 */
export function stepsOf(page: string, heading: string): Step[] {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  const [own = ""] = section.split("\n## ");
  const steps: Step[] = [];
  for (const [, kind, words = ""] of own.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)) {
    if (kind === "sh") steps.push({ command: words, says: [] });
    else steps.at(-1)?.says.push(...words.split("\n"));
  }
  return steps;
}
