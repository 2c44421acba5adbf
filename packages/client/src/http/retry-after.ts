import type { ReplyHeaders } from "../outbox/ports.js";

/**
 * A pause is a second at least, and an hour at most: a slip at the endpoint must not silence a client for days.
 * `undefined` for what is no number.
 */
export function clampPause(ms: unknown): number | undefined {
  return ms === Number(ms) ? Math.min(3_600_000, Math.max(1000, ms)) : undefined;
}

/**
 * Milliseconds that a `Retry-After` header asks for, from 1 s to 1 h; `undefined` when nothing says anything that can be understood.
 * @param headers with `Date`, if that could be read: the server's own clock is the one to measure with
 * @param now the time here, in milliseconds, where there is no `Date`
 * @param otherwise milliseconds, where the header says nothing or is hidden
 */
export function retryAfterMs(headers: ReplyHeaders, now: number, otherwise: unknown): number | undefined {
  const text = `${headers?.get?.("Retry-After")}`;
  return clampPause(
    /^\d{1,9}$/.test(text)
      ? +text * 1000
      : text.endsWith("GMT")
        ? Date.parse(text) - (Date.parse(`${headers.get("Date")}`) || now)
        : otherwise,
  );
}
