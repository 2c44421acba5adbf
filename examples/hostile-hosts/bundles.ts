import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** An app that has the widget from npm, as one file. */
export function npmBundle(): Promise<string> {
  return bundle(`
    import { createAftertask } from "@aftertask/widget";
    globalThis.fromNpm = createAftertask({ endpoint: "/v1/ratings", key: "pk_intranet", fatigue: "off" });`);
}

export async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "tsx" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
