import type { ComponentChildren } from "preact";
import { GroupDots } from "./group-dots.js";

/** A panel that says one thing: loading, empty, failed. `group` puts the hollow dots above it. */
export function Notice({
  title,
  sentence,
  detail,
  group = false,
  children,
}: {
  title?: string;
  sentence: string;
  /** What the collector said, in its own words. */
  detail?: string | null;
  group?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <section class="panel notice">
      {group && <GroupDots />}
      {title !== undefined && <h2>{title}</h2>}
      <p class="soft">{sentence}</p>
      {detail && (
        <p class="detail soft" lang="en">
          {detail}
        </p>
      )}
      {children}
    </section>
  );
}
