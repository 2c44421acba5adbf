// @ts-check
// Holds a process to a share of one processor, by the kernel: a control group with a quota of 20 ms periods.
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = "/sys/fs/cgroup";
/** In the first version of control groups each resource has a tree of its own. */
const OLD = join(ROOT, "cpu");
const PERIOD = 20_000;

/**
 * @param {number} pid
 * @param {number} share  0.25: a quarter of one processor.
 * @returns {() => void} lets go of it, once it has ended
 */
export function hold(pid, share) {
  const isOld = existsSync(OLD);
  const group = join(isOld ? OLD : ROOT, `aftertask-${pid}`);
  mkdirSync(group);
  const quota = Math.round(PERIOD * share);
  if (isOld) {
    writeFileSync(join(group, "cpu.cfs_period_us"), String(PERIOD));
    writeFileSync(join(group, "cpu.cfs_quota_us"), String(quota));
  } else writeFileSync(join(group, "cpu.max"), `${quota} ${PERIOD}`);
  writeFileSync(join(group, "cgroup.procs"), String(pid));
  return () => rmdirSync(group);
}
