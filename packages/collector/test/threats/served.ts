import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { serve } from "../../src/serve.js";
import { readSettings } from "../../src/settings.js";
import { ORIGIN, TOKEN } from "../start.js";
import { temporaryFolder } from "../temporary-folder.js";

/**
 * A collector behind a real server, with a configuration; it ends with the test.
 * @param change what the configuration says beside its one project
 * @param project what that says beside key, origins and touchpoints
 */
export async function served(change: object = {}, project: object = {}, publicFolder = "none") {
  const folder = temporaryFolder();
  const config = join(folder, "aftertask.json");
  const projects = [{ key: "pk_intranet", origins: [ORIGIN], touchpoints: "open", ...project }];
  writeFileSync(config, JSON.stringify({ projects, ...change }));
  const flags = ["--config", config, "--admin-token", TOKEN, "--database", join(folder, "data"), "--port", "0"];
  const { address, stop } = await serve(readSettings(flags, {}), publicFolder);
  onTestFinished(stop);
  const port = Number(new URL(address).port);
  return {
    address,
    port,
    stop,
    /** What `/metrics` counts as stored. */
    async stored(): Promise<number> {
      const answer = await fetch(`${address}metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } });
      return Number(/^aftertask_ratings_total\{result="stored"\} (\d+)$/m.exec(await answer.text())?.[1] ?? 0);
    },
  };
}

const PATIENCE = 20_000;

/** Sends bytes as they are, and settles with what came back when the server has closed the connection. */
export function exchange(port: number, ...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part, "latin1");
    });
    socket.setTimeout(PATIENCE, () => {
      socket.destroy();
      reject(new Error(`The server kept the connection open, and had said: ${answer}`));
    });
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    // A server that closes while something is still on its way resets the connection.
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}
