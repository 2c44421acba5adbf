/**
 * Five hollow dots: a group of which nothing is shown. Always five, all alike, because a picture may not tell a
 * count either.
 */
export function GroupDots() {
  return (
    <svg class="dots" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-width=".6" stroke-dasharray="1 .8">
        <circle cx="5.1" cy="5.4" r="1.7" />
        <circle cx="10.9" cy="5.4" r="1.7" />
        <circle cx="2.3" cy="10.8" r="1.7" />
        <circle cx="8" cy="10.8" r="1.7" />
        <circle cx="13.7" cy="10.8" r="1.7" />
      </g>
    </svg>
  );
}
