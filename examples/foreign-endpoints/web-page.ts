import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ForeignServer } from "./foreign-server.js";

/** sirv, which serves an app of one page: whatever is asked, a POST too, is answered 200 with that page. */
export async function startWebPage() {
  const server = await ForeignServer.start({
    entry: "sirv-cli/bin.js",
    words: (port) => [".", "--single", "--cors", "--host", "127.0.0.1", "--port", port],
    prepare: (folder) => writeFile(join(folder, "index.html"), "<!doctype html><title>An app</title>"),
  });
  return { address: server.address, stop: () => server.stop(), records: async () => [], forget: async () => {} };
}
