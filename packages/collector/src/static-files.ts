import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";

interface StaticFile {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

/**
 * The files below a folder by their address relative to it. They are read once, and an address is only ever looked up
 * here: none can lead out of the folder.
 */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".map": "application/json",
  ".txt": "text/plain; charset=utf-8",
};

/** Reads a folder; one that is not there has no files. */
export function readFolder(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return files;
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, path);
    const type = TYPES[extname(path)];
    if (type === undefined || !statSync(file).isFile()) continue;
    const bytes = new Uint8Array(readFileSync(file));
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    files.set(path.replaceAll("\\", "/"), { bytes, type, etag });
  }
  return files;
}

/** Answers with a file, or with nothing where there is none. An address that ends in `/` stands for its index page. */
export function serveFile(
  files: StaticFiles,
  path: string,
  request: Request,
  headers: Record<string, string>,
): Response | undefined {
  const file = files.get(path === "" || path.endsWith("/") ? `${path}index.html` : path);
  if (!file) return undefined;
  const about = { "Cache-Control": "no-cache", ...headers, ETag: file.etag };
  if (matches(request.headers.get("if-none-match") ?? "", file))
    return new Response(null, { status: 304, headers: about });
  return new Response(file.bytes, { headers: { ...about, "Content-Type": file.type } });
}

/** Whether one of several entity tags is the file's. A proxy that compresses it makes its tag a weak one. */
function matches(tags: string, { etag }: StaticFile): boolean {
  return tags.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
}
