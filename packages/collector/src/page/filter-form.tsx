import type { ComponentChildren, TargetedSubmitEvent } from "preact";
import { nameOfTouchpoint } from "./figures.js";
import type { ReportQuery } from "./query.js";
import type { Words } from "./words/sentences.js";

/** Which service, which weeks. Browsers without a week field show a text field that takes the same `2026-W47`. */
export function FilterForm({
  words,
  query,
  touchpoints,
  onChoose,
  children,
}: {
  words: Words;
  query: ReportQuery;
  touchpoints: readonly string[];
  onChoose(choice: Omit<ReportQuery, "key">): void;
  children?: ComponentChildren;
}) {
  const { touchpoint, from, to } = query;
  const listed = touchpoint === null || touchpoints.includes(touchpoint) ? touchpoints : [touchpoint, ...touchpoints];

  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    onChoose({ touchpoint: text(given, "touchpoint"), from: text(given, "from"), to: text(given, "to") });
  };

  return (
    <form class="filter" aria-label={words.filter.label} onSubmit={submit}>
      <label class="field service">
        <span>{words.filter.service}</span>
        <select name="touchpoint">
          <option value="">{words.filter.allServices}</option>
          {listed.map((slug) => (
            <option key={slug} value={slug} selected={slug === touchpoint}>
              {`${nameOfTouchpoint(slug)} (${slug})`}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{words.filter.from}</span>
        <input type="week" name="from" pattern="\d{4}-W\d{2}" placeholder="2026-W40" defaultValue={from ?? ""} />
      </label>
      <label class="field">
        <span>{words.filter.to}</span>
        <input type="week" name="to" pattern="\d{4}-W\d{2}" placeholder="2026-W47" defaultValue={to ?? ""} />
      </label>
      <button type="submit" class="button">
        {words.filter.show}
      </button>
      {children}
    </form>
  );
}

function text(given: FormData, name: string): string | null {
  const value = given.get(name);
  return typeof value === "string" && value !== "" ? value : null;
}
