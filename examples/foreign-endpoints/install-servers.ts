import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SERVERS = join(ROOT, "examples", "foreign-endpoints", "servers");
const PNPM = join(ROOT, ".tools", "node_modules", "pnpm", "bin", "pnpm.cjs");

/**
 * Brings the servers, once. They are 120 MB that nobody needs who only starts or builds Aftertask: hence a lockfile of
 * their own, beside the workspace's.
 */
export default async function installServers(): Promise<void> {
  if (!existsSync(PNPM)) throw new Error("The repository's pnpm is missing: run npm run build first.");
  const habits = ["--ignore-workspace", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"];
  const child = spawn(process.execPath, [PNPM, "install", ...habits], {
    cwd: SERVERS,
    stdio: ["ignore", "pipe", "pipe"],
    // Nobody is there to answer a question.
    env: { ...process.env, CI: "true" },
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The foreign servers could not be installed:\n${words}`);
}
