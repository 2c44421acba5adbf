import type { ShownRow } from "@aftertask/schema/words";
import { type Figures, nameOfTouchpoint } from "./figures.js";
import { GroupDots } from "./group-dots.js";
import type { Series } from "./series.js";
import { ShareBar } from "./share-bar.js";
import { WeeksTable } from "./weeks-table.js";
import type { Words } from "./words/sentences.js";

interface Writing {
  words: Words;
  figures: Figures;
}

/** Below this many answers the interval is called wide. */
const WIDE_BELOW = 30;

/** One series: its newest week in large, the weeks as a table; or that nothing may be shown of it. */
export function SeriesCard({ words, figures, series }: Writing & { series: Series }) {
  const { touchpoint, latest } = series;
  if (latest === null) return <SuppressedCard words={words} series={series} />;
  return (
    <section class="panel series" aria-label={nameOfTouchpoint(touchpoint)}>
      <Name touchpoint={touchpoint} group={groupOf(latest, words)} />
      <div class="now">
        <h3>{words.positive[latest.instrument]}</h3>
        <p class="when">{words.week(latest.week)}</p>
        <Headline words={words} figures={figures} row={latest} />
      </div>
      <div class="past">
        <WeeksTable words={words} figures={figures} series={series} />
      </div>
    </section>
  );
}

function SuppressedCard({ words, series }: { words: Words; series: Series }) {
  const last = series.rows.at(0)?.week;
  const first = series.rows.at(-1)?.week;
  return (
    <section class="panel suppressed-series" aria-label={nameOfTouchpoint(series.touchpoint)}>
      <GroupDots />
      <Name touchpoint={series.touchpoint} group={null} />
      {first !== undefined && last !== undefined && (
        <p class="when">{first === last ? words.week(last) : words.weeks(first, last)}</p>
      )}
      <h3>{words.suppressed.title}</h3>
      <p class="soft">{words.suppressed.sentence}</p>
    </section>
  );
}

function Name({ touchpoint, group }: { touchpoint: string; group: string | null }) {
  return (
    <div class="name">
      <h2>{nameOfTouchpoint(touchpoint)}</h2>
      <code>{touchpoint}</code>
      {group !== null && <span class="soft">{group}</span>}
    </div>
  );
}

function Headline({ words, figures, row }: Writing & { row: ShownRow }) {
  if (row.top2 !== null) {
    const { share, low, high } = row.top2;
    const [percent, from, to] = [figures.percent(share), figures.percent(low), figures.percent(high)];
    return (
      <>
        <p class="big">
          <b>{percent}</b> <span>{words.basis(figures.count(row.answered), from, to)}</span>
        </p>
        <ShareBar top2={row.top2} band={null} label={words.barOfShare(percent, from, to)} />
        <Axis figures={figures} />
        {row.answered < WIDE_BELOW && <p class="say">{words.wide}</p>}
      </>
    );
  }
  if (row.band === null) return null;
  const [from, to] = [figures.percent(row.band.low), figures.percent(row.band.high)];
  return (
    <>
      <p class="big range">
        <b>{words.between(from, to)}</b> <span>{words.ofAnswers(figures.count(row.answered))}</span>
      </p>
      <ShareBar top2={null} band={row.band} label={words.barOfBand(from, to)} />
      <Axis figures={figures} />
      <p class="say">{words.bandOnly}</p>
    </>
  );
}

function Axis({ figures }: { figures: Figures }) {
  return (
    <p class="axis" aria-hidden="true">
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <span key={share}>{figures.percent(share)}</span>
      ))}
    </p>
  );
}

function groupOf({ audience, provider }: ShownRow, words: Words): string | null {
  const named = [provider, audience === null ? null : words.audience[audience]].filter((name) => name !== null);
  return named.length === 0 ? null : named.join(", ");
}
