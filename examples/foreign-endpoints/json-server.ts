import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ForeignServer, type StoredRecord } from "./foreign-server.js";

const DATABASE = "ratings.json";

/** json-server: a REST interface over one JSON file. Pages of any origin may post to it. */
export async function startJsonServer() {
  const server = await ForeignServer.start({
    entry: "json-server/lib/cli/bin.js",
    words: (port) => ["--host", "127.0.0.1", "--port", port, "--quiet", "--routes", "routes.json", DATABASE],
    async prepare(folder) {
      await writeFile(join(folder, DATABASE), '{ "ratings": [] }');
      await writeFile(join(folder, "routes.json"), '{ "/v1/*": "/$1" }');
    },
  });
  const ratings = `${server.address}/ratings`;
  // Asked of itself: it writes its file some time after it has answered.
  const records = async () => (await (await fetch(ratings)).json()) as StoredRecord[];
  return {
    address: server.address,
    stop: () => server.stop(),
    records,
    async forget(): Promise<void> {
      for (const { id } of await records()) await fetch(`${ratings}/${id}`, { method: "DELETE" });
    },
  };
}
