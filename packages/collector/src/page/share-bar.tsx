import type { ShareEstimate } from "@aftertask/schema/words";

interface Shown {
  top2: ShareEstimate | null;
  band: { low: number; high: number } | null;
}

/**
 * A share from 0 to 100 % with its interval as a whisker, or a band without any mark inside it. Lengths are percents
 * of the bar, so nothing is scaled and lines keep their width at every size.
 */
export function ShareBar({ top2, band, label }: Shown & { label: string }) {
  return (
    <svg class="share-bar" role="img" aria-label={label} focusable="false">
      <Track />
      {top2 !== null && (
        <>
          <rect class="bar" width={percent(top2.share)} height="100%" rx="5" />
          <Whisker class="halo" {...top2} />
          <Whisker class="whisker" {...top2} />
        </>
      )}
      {top2 === null && band !== null && <Range {...band} />}
    </svg>
  );
}

/** The same in the height of a line, for a table whose cells say it in figures: the interval, and a dot for the share. */
export function ShareLine({ top2, band }: Shown) {
  const range = top2 ?? band;
  return (
    <svg class="share-line" aria-hidden="true" focusable="false">
      <Track />
      {range !== null && <Range low={range.low} high={range.high} />}
      {top2 !== null && <circle class="dot" cx={percent(top2.share)} cy="50%" r="5" />}
    </svg>
  );
}

function Track() {
  return <rect class="track" width="100%" height="100%" rx="5" />;
}

function Range({ low, high }: { low: number; high: number }) {
  return <rect class="range" x={percent(low)} width={percent(high - low)} height="100%" rx="5" />;
}

function Whisker({ class: name, low, high }: { class: string; low: number; high: number }) {
  return (
    <g class={name}>
      <line x1={percent(low)} x2={percent(high)} y1="50%" y2="50%" />
      <line x1={percent(low)} x2={percent(low)} y1="20%" y2="80%" />
      <line x1={percent(high)} x2={percent(high)} y1="20%" y2="80%" />
    </g>
  );
}

// Two decimals: 0.8 - 0.6 is not 0.2 in binary, and nobody sees a hundredth of a percent.
function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))}%`;
}
