import { LIMITS } from "@aftertask/schema/words";
import { DEFAULT_RETENTION_WEEKS } from "../config.js";
import { bracketed, LOOPBACK } from "../loopback.js";
import type { Project } from "../project.js";

/** The project of the demonstration: takes every touchpoint from its own pages and publishes at each reading. */
export function demoProject(port: number): Project {
  return {
    key: "pk_intranet",
    // As a browser writes an origin: port 80 is left out.
    origins: LOOPBACK.map((host) => new URL(`http://${bracketed(host)}:${port}`).origin),
    // This machine only: there is nobody to be guarded against.
    rate: "unlimited",
    privacy: "confidential",
    minimumGroup: LIMITS.minimumGroup,
    tickets: "off",
    publication: "immediate",
    retentionWeeks: DEFAULT_RETENTION_WEEKS,
    touchpoints: "open",
  };
}

/** The names under which the demonstration answers. At port 80 a caller may leave the port out, or write it. */
export function demoHosts(port: number): string[] {
  const withPort = LOOPBACK.map((host) => `${bracketed(host)}:${port}`);
  return [...new Set([...withPort, ...withPort.map((host) => new URL(`http://${host}`).host)])];
}
