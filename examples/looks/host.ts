import { type Aftertask, createAftertask, type Placement, type Theme } from "@aftertask/widget";
import type { InstrumentId } from "@aftertask/schema/words";

/** What a test or a drawing wants to see. Everything can be left out. */
export interface Scene {
  instrument?: InstrumentId;
  locale?: string;
  theme?: Theme;
  placement?: Placement;
  layout?: "corner" | "anchored" | "inline";
  label?: string;
  accent?: string;
}

declare global {
  interface Window {
    /** Asks anew; what the one before had on the screen is taken away. */
    ask(scene: Scene): void;
  }
}

let tasks = 0;
let instance: Aftertask | undefined;

window.ask = ({
  instrument = "outcome5",
  layout = "corner",
  label = "Dental benefits claim, BEN-1042",
  ...settings
}) => {
  instance?.close();
  instance = createAftertask({
    endpoint: "/v1/ratings",
    key: "pk_looks",
    fatigue: "off",
    touchpoints: { "hr.looks": { instrument } },
    ...settings,
  });
  const find = (selector: string) => document.querySelector(selector) ?? undefined;
  void instance.ask("hr.looks", {
    task: `BEN-${++tasks}`,
    label,
    anchor: layout === "anchored" ? find("button") : undefined,
    container: layout === "inline" ? find("main") : undefined,
  });
};
