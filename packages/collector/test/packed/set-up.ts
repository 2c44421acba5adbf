import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { emptyFolder, install, pack } from "./install.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The files that were packed, and a folder in which they are installed. */
    packed: { files: string[]; folder: string };
  }
}

/** Packs the collector and installs it in an empty folder, once for all tests. */
export default function setUp(project: TestProject): () => Promise<void> {
  const [packed, folder] = [emptyFolder(), emptyFolder()];
  const files = pack(packed);
  install(folder, files, process.execPath);
  project.provide("packed", { files, folder });
  return async () => {
    for (const each of [packed, folder]) await rm(each, { recursive: true, force: true });
  };
}
