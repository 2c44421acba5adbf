import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";

/** Why no disk of a test's own can be had here; `undefined` where it can. */
export const NO_DISK: string | undefined = whyNot();

/** A file system of its own size, in memory. It goes with the test. */
export class SmallDisk {
  readonly folder = temporaryFolder();

  /** @param size in KiB */
  constructor(size: number) {
    mount(this.folder, `size=${size}k`);
    onTestFinished(() => unmount(this.folder));
  }

  /** Takes so many KiB away, until `free`. */
  fill(size: number): void {
    writeFileSync(join(this.folder, "ballast"), Buffer.alloc(size * 1_024));
  }

  free(): void {
    rmSync(join(this.folder, "ballast"), { force: true });
  }
}

function mount(folder: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: ["ignore", "ignore", "pipe"] });
}

function unmount(folder: string): void {
  execFileSync("umount", ["--lazy", folder], { stdio: ["ignore", "ignore", "pipe"] });
}

function whyNot(): string | undefined {
  if (process.getuid?.() !== 0) return "only root may mount a disk";
  try {
    execFileSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "no disk may be mounted here";
  }
}
