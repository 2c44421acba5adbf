import { h } from "preact";

/**
 * A plain face for a score from 1 to 5. The mood, from -2 (very bad) to 2 (very good), bends nothing but the mouth; the
 * square term keeps the two outer moods apart at 28 pixels. Decorative: the words beside it are what counts.
 */
export function Face({ score }: { score: number }) {
  const mood = score - 3;
  const half = 3.4 + 0.4 * Math.abs(mood);
  const sag = 0.55 * mood * (1 + Math.abs(mood));
  const ends = 15.2 - sag / 2;
  const bend = ends + (4 * sag) / 3;
  return (
    <svg class="face" viewBox="0 0 24 24" aria-hidden="true">
      <circle class="ring" cx="12" cy="12" r="10" />
      <circle class="eye" cx="8.6" cy="9.7" r="1.2" />
      <circle class="eye" cx="15.4" cy="9.7" r="1.2" />
      <path
        class="line"
        d={`M${12 - half} ${ends}C${12 - 0.6 * half} ${bend} ${12 + 0.6 * half} ${bend} ${12 + half} ${ends}`}
      />
    </svg>
  );
}
