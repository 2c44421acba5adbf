import { LIMITS } from "@aftertask/schema/words";
import type { Project } from "../project.js";

/** The project of the demonstration: takes every touchpoint from its own pages and publishes at each reading. */
export function demoProject(port: number): Project {
  return {
    key: "pk_intranet",
    origins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
    privacy: "confidential",
    minimumGroup: LIMITS.minimumGroup,
    tickets: "off",
    publication: "immediate",
    touchpoints: "open",
    providers: {},
  };
}

/** The names under which the demonstration answers. */
export function demoHosts(port: number): string[] {
  return ["127.0.0.1", "localhost", "[::1]"].flatMap((host) =>
    port === 80 ? [host, `${host}:80`] : [`${host}:${port}`],
  );
}
