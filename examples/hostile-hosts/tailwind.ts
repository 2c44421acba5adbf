import { readFile } from "node:fs/promises";

const folder = new URL("systems/node_modules/tailwindcss/", import.meta.url);

interface Tailwind {
  compile(
    css: string,
    how: { loadStylesheet(id: string): Promise<{ path: string; base: string; content: string }> },
  ): Promise<{ build(candidates: string[]): string }>;
}

/** What Tailwind makes of a page: its theme, its preflight, and the classes in use. */
export async function tailwind(): Promise<string> {
  const { compile } = (await import(new URL("dist/lib.mjs", folder).href)) as Tailwind;
  const { build } = await compile('@import "tailwindcss";', {
    loadStylesheet: async () => ({
      path: "index.css",
      base: "/",
      content: await readFile(new URL("index.css", folder), "utf8"),
    }),
  });
  const page =
    "text-2xl leading-loose tracking-widest font-serif italic antialiased uppercase m-8 p-4 shadow-lg rotate-3";
  return build(`${page} rounded bg-sky-600 px-4`.split(" "));
}
