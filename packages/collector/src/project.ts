import type { Catalogue } from "@aftertask/schema/words";

/** One project: the tools of a company that share a public key. */
export interface Project {
  /** Public key. A filter, not a secret. */
  key: string;
  /** Origins whose pages may send ratings, exactly as browsers write them. */
  origins: readonly string[];
  /** The only mode of this version: persons and tasks are kept as pseudonyms, times as weeks. */
  privacy: "confidential";
  /** The smallest group, in people, that a report shows. At least 5. */
  minimumGroup: number;
  /** The only value of this version: ratings need no ticket. */
  tickets: "off";
  /** `weekly`: closed weeks only. `immediate`: at each reading, for demonstrations. */
  publication: "weekly" | "immediate";
  /** What may be rated; `open` accepts every touchpoint. */
  touchpoints: Catalogue | "open";
}
