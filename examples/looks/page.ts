import { SHEETS } from "./sheets.js";

const HEAD = `# How it looks

Drawn by \`npm run looks\` from the built widget, in Noto Sans, which the page hands over as \`--aftertask-font\`; without it the prompt
speaks in the system's own font. Nothing here is a mock-up: every state was reached as a person reaches it, against an endpoint
that stores, refuses, hangs or is away.
`;

/** The page of the sheets, as it stands in docs/looks.md: what each shows is said in words as well. */
export function pageOf(): string {
  const parts = SHEETS.map(({ file, title, shots }) => {
    const captions = shots.map(({ caption }) => caption).join(" \u00b7 ");
    return `## ${title}\n\n${captions}\n\n![${title}](looks/${file}.webp)\n`;
  });
  return [HEAD, ...parts].join("\n");
}
