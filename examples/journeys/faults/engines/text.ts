/** What a call in a page came to, in a form that every protocol carries. */
export interface Outcome {
  /** In JSON; `null` when it is nothing. */
  value?: string | null;
  error?: string | null;
}

/** The expression, as text, that calls a function in a page. Its promise never rejects: not every protocol tells why. */
export function callOf(does: (given: never) => unknown, given: unknown): string {
  // The function runs in the task in which it arrives, as it does in Chromium.
  return `(async () => (${does})(${JSON.stringify(given)}))().then(
    (value) => ({ value: JSON.stringify(value) ?? null }),
    (error) => ({ error: String(error) }),
  )`;
}

/** @throws what went wrong in the page */
export function resultOf<Result>({ value, error }: Outcome): Result {
  if (typeof error === "string") throw new Error(`In the page: ${error}`);
  return (typeof value === "string" ? JSON.parse(value) : undefined) as Result;
}
