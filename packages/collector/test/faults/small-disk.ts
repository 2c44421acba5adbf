import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";

/** Why no disk of a test's own can be had here; `undefined` where it can. */
export const NO_DISK: string | undefined = whyNot();

/** A file system of its own size, in memory. It goes with the test. */
export class SmallDisk {
  readonly folder = temporaryFolder();

  /**
   * @param size in KiB
   * @param owner by number. Default: whoever runs the test
   */
  constructor(size: number, owner?: number) {
    mount(this.folder, `size=${size}k${owner === undefined ? "" : `,uid=${owner},gid=${owner},mode=0700`}`);
    onTestFinished(() => unmount(this.folder));
  }

  /** Takes so many KiB away, or all that there are, until `free`. */
  fill(size: number): void {
    const file = openSync(join(this.folder, "ballast"), "w");
    try {
      for (let taken = 0; taken < size; taken += 4) writeSync(file, Buffer.alloc(4 * 1_024));
    } catch (cause) {
      if (!(cause instanceof Error && "code" in cause && cause.code === "ENOSPC")) throw cause;
    } finally {
      closeSync(file);
    }
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
