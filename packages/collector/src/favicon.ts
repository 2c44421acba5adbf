/** A tick in a ring, light enough for dark tabs. */
export const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#3b7d8c" stroke-width="1.8"><circle cx="8" cy="8" r="6.5"/><path d="m5 8.3 2.2 2.2L11 6"/></svg>\n';
