import type { Report } from "@aftertask/schema/words";
import type { Words } from "./words/sentences.js";

/** Title, project, when it was published, and the smallest group that is shown. */
export function Heading({ words, report, projectKey }: { words: Words; report: Report | null; projectKey: string }) {
  return (
    <header class="top">
      <h1>{words.title}</h1>
      <p class="about">
        {words.project(projectKey)}
        {report !== null && `, ${words.publishedIn(report.publishedAt)}`}
      </p>
      {report !== null && (
        <ul class="terms">
          <li class={`publication ${report.publication}`}>{words.published[report.publication]}</li>
          <li>{words.groupsOf(String(report.minimumGroup))}</li>
        </ul>
      )}
    </header>
  );
}
