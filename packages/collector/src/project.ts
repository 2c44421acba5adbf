import type { Catalogue } from "@aftertask/schema/words";

/** One project: the tools of a company that are reported on together. */
export interface Project {
  /** Names the project, and is the public key that its pages send. A filter, not a secret. */
  key: string;
  /** Public keys that its pages may send instead. Default: the project's own alone; where there are others, that is listed among them or no longer good. */
  keys?: readonly ProjectKey[] | undefined;
  /** Origins whose pages may send ratings, exactly as browsers write them. */
  origins: readonly string[];
  /** Requests that one process takes with each key. */
  rate: Rate | "unlimited";
  /** The only mode of this version: persons and tasks are kept as pseudonyms, times as weeks. */
  privacy: "confidential";
  /** The smallest group, in people, that a report shows. At least 5. */
  minimumGroup: number;
  /** The only value of this version: ratings need no ticket. */
  tickets: "off";
  /** `weekly`: closed weeks only. `immediate`: at each reading, for demonstrations. */
  publication: "weekly" | "immediate";
  /** Weeks for which single ratings are kept, comments included; what was published of them stays for five years. */
  retentionWeeks: number;
  /** What may be rated; `open` accepts every touchpoint. */
  touchpoints: Catalogue | "open";
}

/** How many requests may come. */
export interface Rate {
  /** On the long run. */
  perSecond: number;
  /** At once, after a quiet time. */
  burst: number;
}

/** One of several public keys of a project. */
export interface ProjectKey {
  /** What its pages send. */
  key: string;
  /** Default: the project's. */
  origins?: readonly string[] | undefined;
  /** Default: the project's. */
  rate?: Rate | "unlimited" | undefined;
}
