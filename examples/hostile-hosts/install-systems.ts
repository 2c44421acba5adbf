import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SYSTEMS = join(ROOT, "examples", "hostile-hosts", "systems");
const PNPM = join(ROOT, ".tools", "node_modules", "pnpm", "bin", "pnpm.cjs");

/**
 * Brings the design systems and libraries of the host pages, once. They are 250 MB that nobody needs who only starts or
 * builds Aftertask: hence a lockfile of their own, beside the workspace's.
 */
export default async function installSystems(): Promise<void> {
  if (!existsSync(PNPM)) throw new Error("The repository's pnpm is missing: run npm run build first.");
  const habits = ["--ignore-workspace", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"];
  // Not one of them has to run a script of its own to be copied from.
  const child = spawn(process.execPath, [PNPM, "install", "--ignore-scripts", ...habits], {
    cwd: SYSTEMS,
    stdio: ["ignore", "pipe", "pipe"],
    // Nobody is there to answer a question.
    env: { ...process.env, CI: "true" },
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The host pages' systems could not be installed:\n${words}`);
}
