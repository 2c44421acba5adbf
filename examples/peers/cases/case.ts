import type { Bench } from "../bench.js";

/** One kind of misfortune, for so many events. Everything random comes from the bench. */
export interface Case {
  name: "T1" | "T2" | "T3" | "T5" | "T8";
  /** Settles after the drain. */
  play(bench: Bench, events: number): Promise<void>;
}
