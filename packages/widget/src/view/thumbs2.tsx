import { h } from "preact";

export { words } from "../words/instruments/thumbs2.js";

/** A thumb in the ring that every answer has: up for 1, down for 0. Decorative: the words beside it are what counts. */
export function Mark({ score }: { score: number }) {
  return (
    <svg class="face" viewBox="0 0 24 24" aria-hidden="true">
      <circle class="ring" cx="12" cy="12" r="10" />
      <path
        transform={score === 0 ? "matrix(1 0 0 -1 0 24)" : undefined}
        d="M7 11.3h2.3v5.4H7zM9.3 11.3 11.5 6.6c1.3 0 1.9 1 1.6 2.2l-.4 2h2.9c1 0 1.6.9 1.3 1.8l-.9 2.9c-.2.7-.8 1.2-1.6 1.2H9.3"
      />
    </svg>
  );
}
