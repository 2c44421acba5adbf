import type { ReportRow } from "@aftertask/schema/words";
import type { Figures } from "./figures.js";
import { GroupDots } from "./group-dots.js";
import type { Series } from "./series.js";
import { ShareLine } from "./share-bar.js";
import type { Words } from "./words/sentences.js";

interface Writing {
  words: Words;
  figures: Figures;
}

/** A series week by week, newest first. A suppressed week has one cell and no figure in it. */
export function WeeksTable({ words, figures, series }: Writing & { series: Series }) {
  return (
    <table class="weeks">
      <caption>{words.table.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.table.week}</th>
          <th scope="col" class="share">
            {words.table.share}
          </th>
          <th scope="col" class="interval">
            {words.table.interval}
          </th>
          <th scope="col" class="number">
            {words.table.answers}
          </th>
        </tr>
      </thead>
      <tbody>
        {series.rows.map((row) => (
          <tr key={row.week}>
            <th scope="row">
              {words.weekInTable(row.week)} <small>{figures.days(row.week)}</small>
            </th>
            <Cells words={words} figures={figures} row={row} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cells({ words, figures, row }: Writing & { row: ReportRow }) {
  if (!row.shown)
    return (
      <td colSpan={3} class="suppressed">
        <GroupDots /> {words.suppressed.row}
      </td>
    );
  const { top2, band, answered } = row;
  return (
    <>
      <td class="share">
        {top2 !== null && figures.percent(top2.share)}
        {top2 === null && band !== null && figures.range(band.low, band.high)}
        <ShareLine top2={top2} band={band} />
      </td>
      <td class={top2 === null ? "interval range-only" : "interval"}>
        {top2 === null ? words.table.rangeOnly : figures.range(top2.low, top2.high)}
      </td>
      <td class="number">{figures.count(answered)}</td>
    </>
  );
}
