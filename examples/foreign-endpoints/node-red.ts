import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ForeignServer, type StoredRecord } from "./foreign-server.js";

const FLOW = fileURLToPath(new URL("flows.json", import.meta.url));
const KEPT = "ratings.jsonl";

interface Circumstances {
  /** Its editor is off, as on a server in production; with it goes the leave for pages of other origins. */
  editor?: boolean;
  /** Nothing can be written where the flow wants to keep ratings. */
  broken?: boolean;
}

/** Node-RED with the flow of this folder: it receives a rating, writes it down as a line, and only then confirms. */
export async function startNodeRed({ editor = true, broken = false }: Circumstances = {}) {
  const server = await ForeignServer.start({
    entry: "node-red/red.js",
    words: (port) => [
      "--userDir",
      ".",
      "--port",
      port,
      "-D",
      "uiHost=127.0.0.1",
      ...(editor ? [] : ["-D", "httpAdminRoot=false"]),
      "flows.json",
    ],
    async prepare(folder) {
      await copyFile(FLOW, join(folder, "flows.json"));
      if (broken) await mkdir(join(folder, KEPT));
    },
    ready: "Started flows",
  });
  return {
    address: server.address,
    stop: () => server.stop(),
    async records(): Promise<StoredRecord[]> {
      const lines = (await server.read(KEPT)).split("\n");
      return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as StoredRecord);
    },
    forget: () => rm(join(server.folder, KEPT), { force: true, recursive: true }),
  };
}
